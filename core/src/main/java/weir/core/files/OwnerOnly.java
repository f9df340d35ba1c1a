package weir.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes a file or a folder one that only its owner reads and writes. Thread-safe. */
public final class OwnerOnly {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private OwnerOnly() {}

  /**
   * Attributes for the call that makes the file, so that it is never open to others.
   *
   * @param file the file to be made
   * @return mode 600 where the file system knows owners, else nothing
   */
  public static FileAttribute<?>[] file(Path file) {
    return with(file, FILE);
  }

  /**
   * The same for a folder.
   *
   * @param folder the folder to be made
   * @return mode 700 where the file system knows owners, else nothing
   */
  public static FileAttribute<?>[] folder(Path folder) {
    return with(folder, FOLDER);
  }

  /**
   * Makes a folder that only its owner opens, and those that it is in, where they are missing.
   *
   * @param folder the folder
   * @throws IOException if it can't be made; the message says why and what to do
   */
  public static void makeFolders(Path folder) throws IOException {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, folder(folder));
      }
    } catch (IOException e) {
      throw new IOException(
          "the folder "
              + folder
              + " can't be made ("
              + BlockFile.reason(e)
              + "): make it, or name another",
          e);
    }
  }

  /**
   * Closes a file that is there to all but its owner, where the file system knows owners.
   *
   * @param file the file
   * @throws IOException if it can't be done
   */
  public static void restrict(Path file) throws IOException {
    if (isKnownAt(file)) {
      Files.setPosixFilePermissions(file, FILE);
    }
  }

  /**
   * Which of a folder's permissions are those of others.
   *
   * @param folder a folder that is there
   * @return its permissions as in {@code ls -l} if others have any; null if none, or where the file
   *     system knows no owners
   * @throws IOException if it can't be looked at
   */
  public static @Nullable String openPermissions(Path folder) throws IOException {
    if (!isKnownAt(folder)) {
      return null;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
    return FOLDER.containsAll(permissions) ? null : PosixFilePermissions.toString(permissions);
  }

  private static FileAttribute<?>[] with(Path path, Set<PosixFilePermission> permissions) {
    return isKnownAt(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  /**
   * Whether the file system of a path knows owners and permissions.
   *
   * @param path any path
   * @return false as on Windows
   */
  public static boolean isKnownAt(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
