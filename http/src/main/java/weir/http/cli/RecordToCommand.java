package weir.http.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.core.link.LinkAddress;
import weir.core.link.LinkException;
import weir.core.link.OutsideRecorder;
import weir.core.link.RecordingStatus;
import weir.http.client.CommandFailure;
import weir.http.config.SettingsException;
import weir.http.time.Deadline;

/** Records a running server from outside. */
@Command(
    name = "to",
    mixinStandardHelpOptions = true,
    header = "Records a running server, or a program that is watched, into a file of one's own.",
    description = {
      "",
      "All of its sources, until Ctrl-C, --for, or the server's end. The server does nothing for it"
          + " but what it does for a panel.",
      ""
    })
final class RecordToCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(500);

  @Mixin private final SocketFlag socket = new SocketFlag();

  @Parameters(paramLabel = "FILE", description = "A new file; only you can read it.")
  private Path file = Path.of("");

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Ends after this time, such as 30s or 10m.")
  private @Nullable String time;

  @Spec private CommandSpec spec;

  RecordToCommand() {}

  @Override
  public Integer call() throws Exception {
    Duration most = time == null ? Duration.ofDays(365) : GivenText.duration(time);
    LinkAddress address = socket.address();
    CountDownLatch stopped = new CountDownLatch(1);
    PrintWriter out = spec.commandLine().getOut();
    boolean ended;
    OutsideRecorder recorder = start(address);
    try (recorder) {
      StopSignals.install(stopped::countDown);
      out.println("recording to " + file + (time == null ? ", until Ctrl-C" : " for " + time));
      out.flush();
      ended = awaitEnd(recorder, stopped, Deadline.in(most));
    }
    RecordingStatus status = recorder.status();
    out.printf(
        Locale.ROOT,
        "%s%,d bytes in %s%n",
        ended ? "the server has ended: " : "",
        status.writtenBytes(),
        file);
    String fault = status.fault();
    if (!fault.isEmpty()) {
      throw new CommandFailure(
          "the end of "
              + file
              + " could not be written ("
              + fault
              + "): 'weir record info' says what is in it");
    }
    return ExitStatus.OK;
  }

  private OutsideRecorder start(LinkAddress address) throws LinkException, SettingsException {
    try {
      return OutsideRecorder.start(address, file);
    } catch (IllegalArgumentException e) {
      // The file can't be made.
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Whether the server has ended, and not the user's patience. */
  private static boolean awaitEnd(
      OutsideRecorder recorder, CountDownLatch stopped, Deadline deadline)
      throws InterruptedException {
    while (!recorder.awaitEnd(Duration.ZERO)) {
      long leftNanos = Math.min(LOOK.toNanos(), deadline.left().toNanos());
      if (leftNanos <= 0 || stopped.await(leftNanos, TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return true;
  }
}
