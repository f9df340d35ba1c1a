package weir.bench.http.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What programs really said. */
final class Captured {

  private Captured() {}

  static String text(String name) throws IOException {
    try (InputStream file = Captured.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
