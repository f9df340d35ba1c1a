package weir.core.files;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;

/**
 * A time in which a {@link BlockFile} can't be written, said once in the log. Not thread-safe.
 * Times are nanoseconds of one clock that starts at 0.
 */
public final class Outage {

  /** A disk that is full and free by turns is not told of each time. */
  private static final long SAY_EVERY_NANOS = 60_000_000_000L;

  private final Path file;
  private final String what;
  private final Logger log;
  private long saidNanos = -SAY_EVERY_NANOS;
  private boolean on;
  private long sinceNanos;
  private String reason = "";
  private boolean said;

  /**
   * Starts with a file that can be written.
   *
   * @param file the file
   * @param what it is, such as {@code log}
   * @param log gets the sentence
   */
  public Outage(Path file, String what, Logger log) {
    this.file = file;
    this.what = what;
    this.log = log;
  }

  /**
   * Takes a failure to write. The first of an outage counts; it is logged, at most once a minute.
   *
   * @param fault what was thrown
   * @param nowNanos the time
   */
  public void fail(IOException fault, long nowNanos) {
    if (!on) {
      on = true;
      sinceNanos = nowNanos;
      reason = BlockFile.reason(fault);
    }
    if (!said && nowNanos - saidNanos >= SAY_EVERY_NANOS) {
      said = true;
      saidNanos = nowNanos;
      // Last: a logger may throw.
      log.error(
          "{} is not written any more ({}): {}; until then everything is kept and added up",
          file,
          BlockFile.reason(fault),
          fault instanceof BlockFile.ForeignFileException
              ? "move what is there away, and the " + what + " goes on in a new file"
              : "make room on its disk, and the " + what + " goes on");
    }
  }

  /**
   * Ends the outage, if there is one.
   *
   * @return whether there was one that was logged
   */
  public boolean end() {
    boolean wasSaid = on && said;
    on = false;
    said = false;
    return wasSaid;
  }

  /**
   * Whether the last attempt to write failed.
   *
   * @return true during an outage
   */
  public boolean isOn() {
    return on;
  }

  /**
   * When the outage began.
   *
   * @return the time of the first failure
   */
  public long sinceNanos() {
    return sinceNanos;
  }

  /**
   * Why it began.
   *
   * @return the first failure, in few words
   */
  public String reason() {
    return reason;
  }
}
