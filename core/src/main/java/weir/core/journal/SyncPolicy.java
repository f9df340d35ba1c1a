package weir.core.journal;

import java.time.Duration;
import java.util.Objects;
import weir.core.settings.DurationText;

/** When an appended event counts as safe, and so what an answer to its sender promises. */
public sealed interface SyncPolicy {

  /** The shortest interval: a force takes about as long. */
  Duration MIN_INTERVAL = Duration.ofNanos(100_000);

  /** The longest interval. */
  Duration MAX_INTERVAL = Duration.ofMinutes(1);

  /**
   * Reads a policy.
   *
   * @param text {@code always}, {@code interval:5ms} with any time, or {@code os}
   * @return the policy
   * @throws IllegalArgumentException if the text is none; the message says what to write
   */
  static SyncPolicy parse(String text) {
    String word = text.strip();
    if (word.equals(Always.TEXT)) {
      return new Always();
    }
    if (word.equals(OperatingSystem.TEXT)) {
      return new OperatingSystem();
    }
    if (word.startsWith(Interval.PREFIX)) {
      return new Interval(DurationText.parse(word.substring(Interval.PREFIX.length())));
    }
    throw new IllegalArgumentException(
        "'" + text + "' says not when to force: write always, interval:5ms (with any time) or os");
  }

  /**
   * What may be lost of what was answered.
   *
   * @return one clause for people
   */
  String canLose();

  /** An event is safe once it has been forced to the disk; many share one force. */
  record Always() implements SyncPolicy {

    private static final String TEXT = "always";

    @Override
    public String canLose() {
      return "nothing that was answered";
    }

    @Override
    public String toString() {
      return TEXT;
    }
  }

  /**
   * An event is safe from the process at once, and from the machine after a while.
   *
   * @param every the time from one force to the next, 100 µs to one minute
   */
  record Interval(Duration every) implements SyncPolicy {

    private static final String PREFIX = "interval:";

    /** Checks itself. */
    public Interval {
      Objects.requireNonNull(every);
      if (every.compareTo(MIN_INTERVAL) < 0 || every.compareTo(MAX_INTERVAL) > 0) {
        throw new IllegalArgumentException(
            "an interval of "
                + DurationText.format(every)
                + " is not from 100us to 60s: choose another, or the policy always or os");
      }
    }

    @Override
    public String canLose() {
      return "nothing if the process dies; if the machine does, what was answered in the last "
          + DurationText.format(every)
          + " and while the disk wrote";
    }

    @Override
    public String toString() {
      return PREFIX + DurationText.format(every);
    }
  }

  /** An event is safe from the process at once; the operating system writes when it likes. */
  record OperatingSystem() implements SyncPolicy {

    private static final String TEXT = "os";

    @Override
    public String canLose() {
      return "nothing if the process dies; if the machine does, what the operating system had not"
          + " written yet, often that of the last 30 s";
    }

    @Override
    public String toString() {
      return TEXT;
    }
  }
}
