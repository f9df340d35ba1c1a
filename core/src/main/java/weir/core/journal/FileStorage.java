package weir.core.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import weir.core.files.OwnerOnly;

/**
 * A real folder. Files are read and written without channels where a caller's thread does it: an
 * interrupt would close one.
 */
final class FileStorage implements Storage {

  private static final byte[] ZEROS = new byte[1 << 18];

  private final Path folder;

  FileStorage(Path folder) {
    this.folder = folder;
  }

  @Override
  public String place() {
    return folder.toString();
  }

  @Override
  public List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public long bytes(String name) throws IOException {
    return Files.size(folder.resolve(name));
  }

  @Override
  public void create(String name, int bytes) throws IOException {
    Path file = folder.resolve(name);
    Files.deleteIfExists(file);
    Files.createFile(file, OwnerOnly.file(file));
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      for (int written = 0; written < bytes; written += ZEROS.length) {
        out.write(ZEROS, 0, Math.min(ZEROS.length, bytes - written));
      }
    }
  }

  @Override
  public void force(String name) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw")) {
      file.getFD().sync();
    }
  }

  @Override
  public Mapped map(String name) throws IOException {
    return Uninterrupted.run(
        () -> {
          try (RandomAccessFile file = new RandomAccessFile(folder.resolve(name).toFile(), "rw");
              FileChannel channel = file.getChannel()) {
            return new MappedFile(channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size()));
          }
        });
  }

  @Override
  public Written write(String name) throws IOException {
    return new WrittenFile(FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE));
  }

  @Override
  public Reader read(String name) throws IOException {
    return new FileReader(new RandomAccessFile(folder.resolve(name).toFile(), "r"));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      return;
    }
    // A mapping lasts until its buffer is collected, and would keep the blocks for as long.
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.setLength(0);
    }
    Files.delete(file);
  }

  @Override
  public void forceFolder() throws IOException {
    if (OwnerOnly.isKnownAt(folder)) {
      Uninterrupted.run(
          () -> {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
              channel.force(true);
            }
            return folder;
          });
    }
  }

  private record MappedFile(MappedByteBuffer mapped) implements Mapped {

    private MappedFile {
      mapped.order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public ByteBuffer bytes() {
      return mapped;
    }

    @Override
    public void force(int from, int length) throws IOException {
      try {
        mapped.force(from, length);
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
  }

  private record WrittenFile(FileChannel channel) implements Written {

    @Override
    public void write(ByteBuffer from, long position) throws IOException {
      long at = position;
      while (from.hasRemaining()) {
        at += channel.write(from, at);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(/* metaData= */ false);
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (IOException e) {
        // Whatever mattered has been forced.
      }
    }
  }

  private static final class FileReader implements Reader {

    private final RandomAccessFile file;
    private final long bytes;

    FileReader(RandomAccessFile file) throws IOException {
      this.file = file;
      bytes = file.length();
    }

    @Override
    public long bytes() {
      return bytes;
    }

    @Override
    public void read(long position, ByteBuffer into) throws IOException {
      file.seek(position);
      while (into.hasRemaining()) {
        int more = file.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
        if (more < 0) {
          return;
        }
        into.position(into.position() + more);
      }
    }

    @Override
    public void close() {
      try {
        file.close();
      } catch (IOException e) {
        // It was only read: nothing is lost.
      }
    }
  }
}
