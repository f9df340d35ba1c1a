package weir.core.watch;

import weir.core.figures.SinceStart;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * Something that is being watched. Thread-safe. It is watched until it is closed, or has ended
 * itself.
 */
public interface Watched extends AutoCloseable {

  /**
   * What it is and can be told to do.
   *
   * @return the source, as panels and commands are told; its name has a number behind it where
   *     another has it already
   */
  Source source();

  /**
   * How it stands.
   *
   * @return fresh figures, without an interval
   */
  Snapshot snapshot();

  /**
   * What was counted since it is watched, whatever was reset: for meters whose counts must not
   * fall.
   *
   * @return fresh figures
   */
  default SinceStart sinceStart() {
    return SinceStart.of(snapshot());
  }

  /**
   * Sets the number of its workers, as the panel's slider does.
   *
   * @param workers in the range of the source's capabilities
   * @throws IllegalArgumentException if the number is out of range; nothing changes
   * @throws IllegalStateException if it can't be resized, at all or any more
   */
  void resizeTo(int workers);

  /** Ends the watching, and nothing else: what was watched goes on. Idempotent. */
  @Override
  void close();
}
