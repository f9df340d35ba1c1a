package weir.http.files;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** Files as people have them, in the resources; their README has the right values. */
public final class Cases {

  private Cases() {}

  /** The path of a case. */
  public static Path file(String name) {
    URL url = Objects.requireNonNull(Cases.class.getResource("/cases/" + name), name);
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
