package weir.http.kafka;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import weir.core.pipeline.EventHandler;
import weir.core.pipeline.EventHandlerProvider;
import weir.core.pipeline.HandlerContext;

/**
 * For processes that are to be killed: takes 40 ms and then notes what it was given in a file, a
 * line for each time, written at once.
 */
public final class NotingHandler implements EventHandlerProvider {

  static final String NAME = "noting";

  /** System property: the file. */
  static final String FILE = "weir.test.notes";

  /** For the service loader. */
  public NotingHandler() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public EventHandler<byte[]> create(HandlerContext context) {
    Path file = Path.of(System.getProperty(FILE));
    return (payload, event) -> {
      TimeUnit.MILLISECONDS.sleep(40);
      String line =
          new String(payload, StandardCharsets.UTF_8) + " " + ProcessHandle.current().pid() + "\n";
      // In one write, so that no lines of several processes are mixed.
      Files.write(
          file,
          line.getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    };
  }
}
