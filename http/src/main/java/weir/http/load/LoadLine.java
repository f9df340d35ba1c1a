package weir.http.load;

import java.util.Arrays;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import weir.core.figures.LoadFigures;
import weir.http.load.LoadResult.Outcome;

/**
 * One line of figures that a generator prints for the server that has started it: a mark, whether
 * it has ended, and numbers. Both ends are of the same build.
 */
public final class LoadLine {

  private static final String MARK = "weir-load";
  private static final String SENDING = "sending";
  private static final String ENDED = "ended";
  private static final int NUMBERS = 9;
  private static final double P99 = 99;

  private LoadLine() {}

  /**
   * Writes how a load is going.
   *
   * @param result what came of it so far
   * @param elapsedNanos since its start
   * @return the line, without its break
   */
  public static String sending(LoadResult result, long elapsedNanos) {
    return line(SENDING, result, elapsedNanos);
  }

  /**
   * Writes what came of a load.
   *
   * @param result all of it
   * @return the line, without its break
   */
  public static String ended(LoadResult result) {
    return line(ENDED, result, result.tookNanos());
  }

  private static String line(String state, LoadResult result, long elapsedNanos) {
    Histogram lateness = result.ownLateness();
    long[] numbers = {
      elapsedNanos,
      result.sendDelay().getTotalCount(),
      result.count(Outcome.OK),
      result.count(Outcome.REJECTED),
      result.count(Outcome.OTHER_STATUS)
          + result.count(Outcome.CONNECTION_ERROR)
          + result.count(Outcome.NO_ANSWER),
      result.count(Outcome.NOT_SENT),
      result.lateByItself(),
      lateness.getValueAtPercentile(P99),
      lateness.getMaxValue()
    };
    StringBuilder line = new StringBuilder(MARK).append(' ').append(state);
    Arrays.stream(numbers).forEach(number -> line.append(' ').append(number));
    return line.toString();
  }

  /**
   * Reads a line.
   *
   * @param line what a generator has printed
   * @param before the figures so far
   * @return the new ones; empty if the line is another, such as one of the report for people
   */
  public static Optional<LoadFigures> read(String line, LoadFigures before) {
    String[] words = line.split(" ", -1);
    if (words.length != NUMBERS + 2 || !words[0].equals(MARK)) {
      return Optional.empty();
    }
    long[] numbers;
    try {
      numbers = Arrays.stream(words).skip(2).mapToLong(Long::parseLong).toArray();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
    LoadFigures.State state =
        words[1].equals(ENDED)
            ? LoadFigures.State.ENDED
            : before.state() == LoadFigures.State.STOPPING
                ? before.state()
                : LoadFigures.State.SENDING;
    return Optional.of(
        new LoadFigures(
            state,
            before.what(),
            before.note(),
            numbers[0],
            numbers[1],
            numbers[2],
            numbers[3],
            numbers[4],
            numbers[5],
            numbers[6],
            numbers[7],
            numbers[8]));
  }
}
