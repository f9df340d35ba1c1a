package weir.bench.http.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import weir.bench.http.Route;

/** The load generator wrk: one thread, 50 connections. Used by one thread. */
public final class Wrk {

  private final Children children;
  private final Path program;

  /**
   * Gets ready to send.
   *
   * @param children takes the processes in
   * @param program the file of wrk
   */
  public Wrk(Children children, Path program) {
    this.children = children;
    this.program = program;
  }

  /**
   * Sends as much as is answered.
   *
   * @param server to whom
   * @param route what for, without a body
   * @param seconds for how long
   * @return the figures
   * @throws RunFault if anything was not answered as it should be
   * @throws IOException if wrk can't be run
   * @throws InterruptedException if the calling thread is interrupted
   */
  public WrkResult run(ServerProcess server, Route route, int seconds)
      throws RunFault, IOException, InterruptedException {
    List<String> command =
        List.of(
            program.toString(),
            "-t1",
            "-c" + Ab.CONNECTIONS,
            "-d" + seconds + "s",
            "--latency",
            server.url(route));
    Children.Output output = children.run(command, Duration.ofSeconds(seconds + 30L));
    if (output.status() != 0) {
      throw new RunFault(
          String.format(
              Locale.ROOT, "wrk ended with status %d: %s", output.status(), output.lastLine()));
    }
    return WrkResult.parse(output.text());
  }
}
