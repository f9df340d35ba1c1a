package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BiConsumer;

/**
 * A part of a file in memory, which follows whoever reads on. What the disk can't give counts as
 * zeros. Not thread-safe.
 */
final class ReadWindow {

  private static final int USUAL_BYTES = 1 << 18;
  private static final int PAGE_BYTES = 4_096;

  private final Storage.Reader file;
  private final int limit;
  private final BiConsumer<Integer, IOException> unreadable;
  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private int start;
  private int end;

  /**
   * Starts with nothing read.
   *
   * @param file what to read
   * @param limit how much of it, at most its length
   * @param unreadable gets where a page is that the disk can't give, and why
   */
  ReadWindow(Storage.Reader file, int limit, BiConsumer<Integer, IOException> unreadable) {
    this.file = file;
    this.limit = limit;
    this.unreadable = unreadable;
  }

  /** The bytes in memory, with an array. */
  ByteBuffer bytes() {
    return bytes;
  }

  /**
   * Has a part of the file in memory; it must lie inside the limit.
   *
   * @return where in {@link #bytes()} it begins
   */
  int at(int offset, int length) {
    if (offset < start || offset + length > end) {
      load(offset, length);
    }
    return offset - start;
  }

  private void load(int offset, int length) {
    int wanted = Math.min(limit - offset, Math.max(length, USUAL_BYTES));
    if (bytes.capacity() < wanted) {
      bytes = ByteBuffer.allocate(wanted).order(ByteOrder.LITTLE_ENDIAN);
    }
    start = offset;
    end = offset + wanted;
    bytes.clear().limit(wanted);
    try {
      fill(offset);
    } catch (IOException e) {
      loadByPages(offset, wanted);
    }
    bytes.clear();
  }

  private void loadByPages(int offset, int wanted) {
    for (int from = 0; from < wanted; from += PAGE_BYTES) {
      bytes.clear().position(from).limit(Math.min(wanted, from + PAGE_BYTES));
      try {
        fill(offset + from);
      } catch (IOException e) {
        zeroFrom(from);
        unreadable.accept(offset + from, e);
      }
    }
  }

  private void fill(int offset) throws IOException {
    file.read(offset, bytes);
    // A file that was cut short meanwhile.
    while (bytes.hasRemaining()) {
      bytes.put((byte) 0);
    }
  }

  private void zeroFrom(int from) {
    bytes.position(from);
    while (bytes.hasRemaining()) {
      bytes.put((byte) 0);
    }
  }
}
