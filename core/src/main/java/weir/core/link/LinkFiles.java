package weir.core.link;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import weir.core.files.OwnerOnly;

/** Owner-only folders and files, where the file system knows owners. */
final class LinkFiles {

  private static final int TYPE_MASK = 0xF000;
  private static final int TYPE_SOCKET = 0xC000;
  private static final String ELSEWHERE = "name another place with --socket";

  private LinkFiles() {}

  /**
   * Makes sure that there is a folder for a socket and its companions.
   *
   * @param folder created owner-only where it is missing
   * @param mustBePrivate whether a folder that is there already has to belong to this user and be
   *     closed to all others
   * @throws LinkException if it cannot be used
   */
  static void prepareFolder(Path folder, boolean mustBePrivate) throws LinkException {
    try {
      if (!Files.exists(folder)) {
        Files.createDirectories(folder, OwnerOnly.folder(folder));
      }
    } catch (FileAlreadyExistsException e) {
      throw new LinkException(notAFolder(folder), e);
    } catch (IOException e) {
      throw new LinkException(
          "cannot create the folder " + folder + " (" + reason(e) + "): " + ELSEWHERE, e);
    }
    if (!Files.isDirectory(folder)) {
      throw new LinkException(notAFolder(folder));
    }
    if (mustBePrivate && OwnerOnly.isKnownAt(folder)) {
      try {
        requirePrivate(folder, currentUser());
      } catch (LinkException e) {
        throw e;
      } catch (IOException e) {
        throw cannotInspect(folder, e);
      }
    }
    if (!Files.isWritable(folder)) {
      throw new LinkException("the folder " + folder + " is not writable: " + ELSEWHERE);
    }
  }

  private static String notAFolder(Path folder) {
    return folder + " is not a folder: " + ELSEWHERE;
  }

  private static LinkException cannotInspect(Path folder, IOException e) {
    return new LinkException("cannot inspect " + folder + " (" + reason(e) + "): " + ELSEWHERE, e);
  }

  /**
   * Makes sure that a folder is nobody else's.
   *
   * @param folder a folder, where the file system knows owners
   * @param self this user
   * @throws LinkException if others can get at it
   */
  static void requirePrivate(Path folder, String self) throws LinkException {
    try {
      if (Files.isSymbolicLink(folder)) {
        throw new LinkException(
            "the folder " + folder + " is a symbolic link: remove it, or " + ELSEWHERE);
      }
      String owner = Files.getOwner(folder).getName();
      if (!owner.equals(self)) {
        throw new LinkException(
            "the folder "
                + folder
                + " belongs to "
                + owner
                + ", not to "
                + self
                + ": "
                + ELSEWHERE);
      }
      String open = OwnerOnly.openPermissions(folder);
      if (open != null) {
        throw new LinkException(
            "the folder "
                + folder
                + " is open to other users ("
                + open
                + "): run chmod 700 on it, or "
                + ELSEWHERE);
      }
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw cannotInspect(folder, e);
    }
  }

  /** The user that this process creates files as, found by creating one. */
  static String currentUser() throws IOException {
    Path probe = Files.createTempFile("weir", ".probe");
    try {
      return Files.getOwner(probe).getName();
    } finally {
      Files.delete(probe);
    }
  }

  static boolean isSocket(Path path) throws IOException {
    if (path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
      return (mode & TYPE_MASK) == TYPE_SOCKET;
    }
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther();
  }

  static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  static Path folderOf(Path file) throws LinkException {
    Path folder = file.toAbsolutePath().normalize().getParent();
    if (folder == null) {
      throw new LinkException(file + " is no file in a folder: " + ELSEWHERE);
    }
    return folder;
  }

  /** The short reason of an exception whose message is often just the path. */
  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException f) {
      return f.getReason() == null ? e.getClass().getSimpleName() : f.getReason();
    }
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
