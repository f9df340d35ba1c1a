package weir.core.figures;

/**
 * What a replay gives events for service times.
 *
 * @param count values that were recorded
 * @param meanNanos their arithmetic mean, in nanoseconds
 * @param maxNanos the largest, in nanoseconds
 * @param unit of the values in the file, and how it is known, for people
 * @param clock what was timed: the tag of a log or the column of a list, for people
 * @param warning what was left out of the file, for people; empty if nothing was
 */
public record ReplaySummary(
    long count, double meanNanos, double maxNanos, String unit, String clock, String warning) {}
