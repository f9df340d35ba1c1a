package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The file of events of a segment that takes some. Whose each call is, its segment says. */
sealed interface EventsFile {

  /**
   * Makes it ready to take events; false if there is no memory for them until others are forced.
   */
  boolean open();

  /** The file, little-endian, behind what was stored before it was opened. Only absolute access. */
  ByteBuffer bytes();

  /** Brings a part to the disk. */
  void force(int from, int length) throws IOException;

  /** Nothing more comes, and what came is forced or given up. May be called again. */
  void close();

  /** What is stored is the file's at once, and outlives the process. */
  record Mapped(Storage.Mapped file) implements EventsFile {

    @Override
    public boolean open() {
      return true;
    }

    @Override
    public ByteBuffer bytes() {
      return file.bytes();
    }

    @Override
    public void force(int from, int length) throws IOException {
      file.force(from, length);
    }

    @Override
    public void close() {
      // A mapping lasts until it is collected.
    }
  }

  /**
   * What is stored stays in memory until it is forced. That is several times faster than through a
   * mapping, each page of which has to be made writable anew after each force; and it is enough
   * where nobody is answered before.
   */
  final class Buffered implements EventsFile {

    private final Storage.Written file;
    private final Buffers buffers;

    /** Written under the append lock and, once nothing more comes, by who forces. */
    private @Nullable ByteBuffer buffer;

    Buffered(Storage.Written file, Buffers buffers) {
      this.file = file;
      this.buffers = buffers;
    }

    @Override
    public boolean open() {
      if (buffer == null) {
        buffer = buffers.take();
      }
      return buffer != null;
    }

    @Override
    public ByteBuffer bytes() {
      ByteBuffer taken = buffer;
      if (taken == null) {
        throw new IllegalStateException("a file of events that is not open was used");
      }
      return taken;
    }

    @Override
    public void force(int from, int length) throws IOException {
      file.write(bytes().slice(from, length), from);
      file.force();
    }

    @Override
    public void close() {
      ByteBuffer taken = buffer;
      buffer = null;
      if (taken != null) {
        buffers.giveBack(taken);
      }
      file.close();
    }
  }
}
