package weir.core.link;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** What makes a new file one that only its owner reads and writes. */
public final class OwnerOnly {

  static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

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

  static FileAttribute<?>[] with(Path path, Set<PosixFilePermission> permissions) {
    return isKnownAt(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  static boolean isKnownAt(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
