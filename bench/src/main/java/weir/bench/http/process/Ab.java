package weir.bench.http.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.bench.http.Route;

/** ApacheBench with kept connections, 50 at a time. Used by one thread. */
public final class Ab {

  /** Connections, one request at a time on each. */
  public static final int CONNECTIONS = 50;

  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final int BODY_BYTES = 16;

  private final Children children;
  private final Path program;
  private final Path percentiles;
  private final Path body;

  /**
   * Gets ready to send.
   *
   * @param children takes the processes in
   * @param program the file of ab
   * @param folder for temporary files
   * @throws IOException if one can't be written
   */
  public Ab(Children children, Path program, Path folder) throws IOException {
    this.children = children;
    this.program = program;
    this.percentiles = folder.resolve("percentiles.csv");
    this.body = Files.writeString(folder.resolve("body"), "x".repeat(BODY_BYTES));
  }

  /**
   * Sends requests.
   *
   * @param server to whom
   * @param route what for
   * @param requests how many, at least 1,000
   * @return the figures
   * @throws RunFault if anything was not answered as it should be
   * @throws IOException if ab can't be run
   * @throws InterruptedException if the calling thread is interrupted
   */
  public AbResult run(ServerProcess server, Route route, int requests)
      throws RunFault, IOException, InterruptedException {
    Files.deleteIfExists(percentiles);
    List<String> command = new ArrayList<>(List.of(program.toString(), "-k", "-q"));
    command.addAll(List.of("-n", Integer.toString(requests)));
    command.addAll(List.of("-c", Integer.toString(CONNECTIONS)));
    command.addAll(List.of("-e", percentiles.toString()));
    if (route.varies()) {
      command.add("-l");
    }
    if (route.hasBody()) {
      command.addAll(List.of("-p", body.toString(), "-T", "application/octet-stream"));
    }
    command.add(server.url(route));
    Children.Output output = children.run(command, TIMEOUT);
    if (output.status() != 0) {
      throw new RunFault(
          String.format(
              Locale.ROOT, "ab ended with status %d: %s", output.status(), output.lastLine()));
    }
    return AbResult.parse(output.text(), Files.readString(percentiles), requests);
  }
}
