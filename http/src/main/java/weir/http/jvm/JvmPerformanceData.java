package weir.http.jvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a JVM writes of itself into a file, as {@code jps} reads it. Stateless. */
final class JvmPerformanceData {

  private static final String CAPABILITIES = "sun.rt.jvmCapabilities";

  private static final int BYTE_ORDER_AT = 4;
  private static final int FIRST_ENTRY_AT = 24;
  private static final int ENTRIES_AT = 28;
  private static final int NAME_IN_ENTRY = 4;
  private static final int DATA_IN_ENTRY = 16;

  private JvmPerformanceData() {}

  /** Its first capability. Where nothing can be read, the attempt will tell. */
  static boolean allowsAttaching(long pid) {
    Path folder = Path.of("/tmp", "hsperfdata_" + System.getProperty("user.name", ""));
    Path file =
        Files.isDirectory(folder)
            ? folder
            : Path.of(System.getProperty("java.io.tmpdir"), folder.getFileName().toString());
    try {
      return !find(Files.readAllBytes(file.resolve(Long.toString(pid)))).startsWith("0");
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return true;
    }
  }

  /** The text of the capabilities; "" if there is none. */
  static String find(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    data.order(bytes[BYTE_ORDER_AT] == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int at = data.getInt(FIRST_ENTRY_AT);
    int entries = data.getInt(ENTRIES_AT);
    for (int entry = 0; entry < entries; entry++) {
      int length = data.getInt(at);
      if (text(data, at + data.getInt(at + NAME_IN_ENTRY)).equals(CAPABILITIES)) {
        return text(data, at + data.getInt(at + DATA_IN_ENTRY));
      }
      at += length;
    }
    return "";
  }

  private static String text(ByteBuffer data, int from) {
    int to = from;
    while (data.get(to) != 0) {
      to++;
    }
    byte[] bytes = new byte[to - from];
    data.get(from, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
