package weir.dist;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * What the container image starts from, as {@code docker save} would write it: a user, a folder for
 * temporary files, and how the health of a container is found out, which Jib can only take over.
 *
 * @param machine the processor, as container images call it
 * @param healthCheck a command that fails where the server is not healthy
 * @param time of all that is in it
 */
record BaseImage(String machine, List<String> healthCheck, Instant time) {

  static final String USER = "10001:10001";

  private static final int FOLDER = 0755;
  private static final int FOLDER_OF_ALL = 01777;
  private static final int FILE = 0644;

  /** Writes it, the same bytes each time. */
  void write(Path file) throws IOException {
    byte[] layer = layer();
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream image = new TarArchiveOutputStream(out)) {
      add(image, "layer.tar", FILE, layer);
      add(image, "config.json", FILE, config(layer).getBytes(UTF_8));
      add(
          image,
          "manifest.json",
          FILE,
          "[{\"Config\":\"config.json\",\"RepoTags\":[],\"Layers\":[\"layer.tar\"]}]"
              .getBytes(UTF_8));
    }
  }

  private byte[] layer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream layer = new TarArchiveOutputStream(bytes)) {
      add(layer, "etc/", FOLDER);
      add(layer, "etc/passwd", FILE, "root:x:0:0::/:\nweir:x:10001:10001::/tmp:\n".getBytes(UTF_8));
      add(layer, "etc/group", FILE, "root:x:0:\nweir:x:10001:\n".getBytes(UTF_8));
      add(layer, "etc/nsswitch.conf", FILE, "hosts: files dns\n".getBytes(UTF_8));
      add(layer, "tmp/", FOLDER_OF_ALL);
    }
    return bytes.toByteArray();
  }

  private void add(TarArchiveOutputStream tar, String name, int mode, byte... content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode((entry.isDirectory() ? 040000 : 0100000) | mode);
    entry.setModTime(time.toEpochMilli());
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private String config(byte[] layer) {
    String test =
        healthCheck.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(","));
    return """
        {"created":"%s","architecture":"%s","os":"linux",
         "config":{"Healthcheck":{"Test":["CMD",%s],"Interval":10000000000,"Timeout":5000000000,
                                  "StartPeriod":10000000000,"Retries":3}},
         "rootfs":{"type":"layers","diff_ids":["sha256:%s"]},
         "history":[{"created":"%s","created_by":"weir"}]}
        """
        .formatted(time, machine, test, sha256(layer), time);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
