package weir.http.cli;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Option;

/**
 * The flag of a program that others start and that is to end with them: it stops when its standard
 * input ends, which the system sees to, however they end.
 */
final class InputEnd {

  /** Beyond what it may drain: nobody is left who would end it by force. */
  private static final Duration MORE_THAN_DRAINING = Duration.ofSeconds(10);

  @Option(names = "--until-input-ends", hidden = true)
  private boolean untilInputEnds;

  InputEnd() {}

  /**
   * Stops in order once there is no more input, if that is asked for, and else at once.
   *
   * @param stop returns at once
   * @param drainTimeout how long that may take
   */
  void install(Runnable stop, Duration drainTimeout) {
    if (untilInputEnds) {
      Thread.ofPlatform().daemon().name("until-input-ends").start(() -> await(stop, drainTimeout));
    }
  }

  private static void await(Runnable stop, Duration drainTimeout) {
    try {
      while (System.in.read() >= 0) {
        // Nobody has anything to say.
      }
    } catch (IOException e) {
      // It has ended in its own way.
    }
    stop.run();
    try {
      Thread.sleep(drainTimeout.plus(MORE_THAN_DRAINING));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(ExitStatus.STOPPED_AT_ONCE);
  }
}
