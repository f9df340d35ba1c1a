package weir.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BaseImageTest {

  @TempDir private Path folder;

  private final BaseImage image =
      new BaseImage("amd64", List.of("/bin/java", "@f"), Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void shouldSayHowHealthIsFoundOut() throws Exception {
    JsonNode config = new ObjectMapper().readTree(requireNonNull(entries().get("config.json")));

    assertThat(config.at("/config/Healthcheck/Test"))
        .extracting(JsonNode::asText)
        .containsExactly("CMD", "/bin/java", "@f");
    assertThat(config.path("architecture").asText()).isEqualTo("amd64");
  }

  @Test
  void shouldNameItsLayerByItsContent() throws Exception {
    Map<String, byte[]> entries = entries();
    byte[] sum = MessageDigest.getInstance("SHA-256").digest(entries.get("layer.tar"));

    assertThat(new String(requireNonNull(entries.get("config.json")), UTF_8))
        .contains("sha256:" + HexFormat.of().formatHex(sum));
  }

  @Test
  void shouldHaveAUserAndAFolderForTemporaryFiles() throws Exception {
    byte[] layer = requireNonNull(entries().get("layer.tar"));
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(layer))) {
      Map<String, Integer> modes = new LinkedHashMap<>();
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        modes.put(entry.getName(), entry.getMode());
        if (entry.getName().equals("etc/passwd")) {
          assertThat(new String(tar.readAllBytes(), UTF_8)).contains("weir:x:10001:10001:");
        }
      }
      assertThat(modes).containsEntry("tmp/", 041777).containsEntry("etc/passwd", 0100644);
    }
  }

  @Test
  void shouldBeTheSameEachTime() throws Exception {
    assertThat(written("one")).hasSameBinaryContentAs(written("two"));
  }

  private Path written(String name) throws IOException {
    Path file = folder.resolve(name);
    image.write(file);
    return file;
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(written("image"));
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.put(entry.getName(), tar.readAllBytes());
      }
    }
    return entries;
  }
}
