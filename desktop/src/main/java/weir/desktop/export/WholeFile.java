package weir.desktop.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import weir.core.files.BlockFile;
import weir.core.files.OwnerOnly;

/** Makes files that only their owner reads, each as a whole or not at all. Thread-safe. */
public final class WholeFile {

  private static final int MOST_NAME = 100;

  /** What is to be in a file. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes it.
     *
     * @param out where to; closed by the caller
     * @throws IOException if it can't be written
     */
    void write(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file, in the place of one that is there: whoever chose the name was asked.
   *
   * @param file where
   * @param content what is in it
   * @return its length, in bytes
   * @throws IOException if it can't be written; the message says why and what to do, and what was
   *     there before is as it was
   */
  public static long write(Path file, Content content) throws IOException {
    try {
      return replace(file.toAbsolutePath(), content);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "the folder of " + file + " does not exist: make it, or name another", e);
    } catch (AccessDeniedException e) {
      throw new IOException(
          file + " can't be written (permission denied): name a file in a folder of yours", e);
    } catch (IOException e) {
      throw new IOException(
          file
              + " can't be written ("
              + BlockFile.reason(e)
              + "): make room there, or name another",
          e);
    }
  }

  private static long replace(Path file, Content content) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
      throw new IOException("there is something else than a file in its place");
    }
    Path folder = file.getParent();
    if (folder == null) {
      throw new IOException("it is no name of a file");
    }
    String name = String.valueOf(file.getFileName());
    // Beside it: a move within a folder is one step.
    Path part =
        Files.createTempFile(
            folder,
            "." + name.substring(0, Math.min(name.length(), MOST_NAME)),
            ".part",
            OwnerOnly.file(file));
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        content.write(out);
      }
      long length = Files.size(part);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      return length;
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
