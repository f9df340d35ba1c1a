package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The folder of a journal, as far as it needs one, so that tests can take away power, room or
 * obedience. Names are those of files in it. Thread-safe, but for what is mapped.
 */
interface Storage {

  /** Where it is, for sentences. */
  String place();

  List<String> names() throws IOException;

  long bytes(String name) throws IOException;

  /** Makes a file of zeros that has all its blocks, in the place of any there is. Not forced. */
  void create(String name, int bytes) throws IOException;

  /** Forces a file's content and length. */
  void force(String name) throws IOException;

  Mapped map(String name) throws IOException;

  /** Opens a file for writing, from one thread at a time that nobody interrupts. */
  Written write(String name) throws IOException;

  /** Opens a file for reading, from one thread. */
  Reader read(String name) throws IOException;

  void rename(String from, String to) throws IOException;

  /** Deletes a file and gives its room back, even while it is mapped. */
  void delete(String name) throws IOException;

  /** Forces which files there are, and what they are called. */
  void forceFolder() throws IOException;

  /** A whole file in memory. Whoever stores may meet an InternalError, which is an I/O error. */
  interface Mapped {

    /** The file, little-endian. Only absolute access. */
    ByteBuffer bytes();

    void force(int from, int length) throws IOException;
  }

  /** A file that is open for writing. */
  interface Written extends AutoCloseable {

    /** Writes what remains in a buffer, all of it, without making the file longer. */
    void write(ByteBuffer from, long position) throws IOException;

    /** Forces what was written. */
    void force() throws IOException;

    @Override
    void close();
  }

  /** A file that is open for reading. */
  interface Reader extends AutoCloseable {

    long bytes();

    /** Fills the buffer as far as the file goes. */
    void read(long position, ByteBuffer into) throws IOException;

    @Override
    void close();
  }
}
