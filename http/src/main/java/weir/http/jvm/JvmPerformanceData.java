package weir.http.jvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a JVM writes of itself into a file, as {@code jps} reads it. Stateless. */
final class JvmPerformanceData {

  private static final String CAPABILITIES = "sun.rt.jvmCapabilities";

  private static final String COMMAND = "sun.rt.javaCommand";

  private static final int BYTE_ORDER_AT = 4;
  private static final int FIRST_ENTRY_AT = 24;
  private static final int ENTRIES_AT = 28;
  private static final int NAME_IN_ENTRY = 4;
  private static final int DATA_IN_ENTRY = 16;

  private JvmPerformanceData() {}

  /** The JVMs of this user that write such a file, dead ones among them. */
  static List<Long> processes() {
    String[] names = folder().toFile().list();
    return names == null
        ? List.of()
        : Stream.of(names).filter(name -> name.matches("\\d{1,18}")).map(Long::valueOf).toList();
  }

  private static Path folder() {
    String name = "hsperfdata_" + System.getProperty("user.name", "");
    Path usual = Path.of("/tmp", name);
    return Files.isDirectory(usual) ? usual : Path.of(System.getProperty("java.io.tmpdir"), name);
  }

  /** Its first capability. Where nothing can be read, the attempt will tell. */
  static boolean allowsAttaching(long pid) {
    return !read(pid, CAPABILITIES).startsWith("0");
  }

  /** The class or jar that it runs, and its arguments; "" if it does not say. */
  static String command(long pid) {
    return read(pid, COMMAND);
  }

  private static String read(long pid, String name) {
    try {
      return find(Files.readAllBytes(folder().resolve(Long.toString(pid))), name);
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
      return "";
    }
  }

  /** The text of that name; "" if there is none. */
  static String find(byte[] bytes, String name) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    data.order(bytes[BYTE_ORDER_AT] == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    int at = data.getInt(FIRST_ENTRY_AT);
    int entries = data.getInt(ENTRIES_AT);
    for (int entry = 0; entry < entries; entry++) {
      int length = data.getInt(at);
      if (text(data, at + data.getInt(at + NAME_IN_ENTRY)).equals(name)) {
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
