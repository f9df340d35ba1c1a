package weir.http.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A body with a key, as it is kept. One without is kept as it is, unless it looks like one with:
 *
 * <pre>
 *  0  8 bytes  "WEIRKEY1"      8  short  length of the key, 0 for none     10  key, UTF-8; body
 * </pre>
 */
final class KeyedBody {

  private static final byte[] MAGIC = "WEIRKEY1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEAD_BYTES = MAGIC.length + Short.BYTES;

  private final byte[] body;
  private final @Nullable String key;

  private KeyedBody(byte[] body, @Nullable String key) {
    this.body = body;
    this.key = key;
  }

  static byte[] encoded(byte[] body, @Nullable String key) {
    if (key == null && !hasMagic(body)) {
      return body;
    }
    byte[] keyBytes = key == null ? new byte[0] : key.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(HEAD_BYTES + keyBytes.length + body.length)
        .put(MAGIC)
        .putShort((short) keyBytes.length)
        .put(keyBytes)
        .put(body)
        .array();
  }

  /** Reads one; what an earlier version kept is a body. */
  static KeyedBody decoded(byte[] bytes) {
    if (!hasMagic(bytes) || bytes.length < HEAD_BYTES) {
      return new KeyedBody(bytes, null);
    }
    int keyBytes = ByteBuffer.wrap(bytes).getShort(MAGIC.length) & 0xFFFF;
    if (keyBytes > bytes.length - HEAD_BYTES) {
      return new KeyedBody(bytes, null);
    }
    return new KeyedBody(
        Arrays.copyOfRange(bytes, HEAD_BYTES + keyBytes, bytes.length),
        keyBytes == 0 ? null : new String(bytes, HEAD_BYTES, keyBytes, StandardCharsets.UTF_8));
  }

  /** What the handler is given: the caller's own. */
  byte[] body() {
    return body;
  }

  /** What it is handled in order with; null for nothing. */
  @Nullable String key() {
    return key;
  }

  private static boolean hasMagic(byte[] bytes) {
    return bytes.length >= MAGIC.length
        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }
}
