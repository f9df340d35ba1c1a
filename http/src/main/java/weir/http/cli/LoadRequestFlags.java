package weir.http.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.http.load.LoadRequest;
import weir.http.load.Secrets;

/** What the requests of a load are. */
final class LoadRequestFlags {

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:4000/events",
      description =
          "Where to send (${DEFAULT-VALUE}); …/events/await waits for the event's end. http or"
              + " https; user:password@ before the host is sent as Basic authorization.")
  private String url;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "Method of the requests (GET, with a --body POST).")
  private @Nullable String method;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description = "A header of each request; may be given several times.")
  private final List<String> headers = new ArrayList<>();

  @Option(
      names = "--body",
      paramLabel = "FILE",
      description = "Body of each request, 1 MiB at most; - for standard input.")
  private @Nullable Path body;

  @Option(
      names = "--insecure",
      description = "https: take any certificate, such as one that a server made itself.")
  private boolean insecure;

  LoadRequestFlags() {}

  /**
   * The request.
   *
   * @throws IllegalArgumentException if a flag's value can't be used; the message says why
   */
  LoadRequest request() {
    return LoadRequest.of(target(), method, headers, body(), insecure);
  }

  private URI target() {
    try {
      return URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          Secrets.hidden("'" + url + "'")
              + " is no URL: write one such as http://127.0.0.1:4000/events",
          e);
    }
  }

  private byte[] body() {
    if (body == null) {
      return new byte[0];
    }
    // One byte more than may be sent tells that there is more.
    int most = LoadRequest.MAX_BODY_BYTES + 1;
    try (InputStream in = body.toString().equals("-") ? System.in : Files.newInputStream(body)) {
      return in.readNBytes(most);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          body + " can't be read: give a readable file for --body", e);
    }
  }
}
