package weir.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** Where the broker keeps everything: a folder that only its owner opens. */
final class BrokerFolder {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Path path;

  private BrokerFolder(Path path) {
    this.path = path;
  }

  /**
   * Opens a folder, made where it is missing.
   *
   * @param path where
   * @throws BrokerFault if it can't be used
   */
  static BrokerFolder open(Path path) throws BrokerFault {
    Path folder = path.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, attributes(folder));
      }
      refuseOthers(folder);
      refuseForeign(folder);
      refuseBusy(folder);
    } catch (IOException e) {
      throw new BrokerFault(
          "the folder " + folder + " can't be used (" + e + "): name one of yours", e);
    }
    return new BrokerFolder(folder);
  }

  Path path() {
    return path;
  }

  /** Formats the folder for one node that is broker and controller, unless it is already. */
  void format(int nodeId, String controllerListener) throws BrokerFault {
    if (isFormatted(path)) {
      return;
    }
    try {
      new Formatter()
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setNodeId(nodeId)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(path.toString()))
          .setMetadataLogDirectory(path.toString())
          .setControllerListenerName(controllerListener)
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .run();
    } catch (Exception e) {
      throw new BrokerFault(
          "the folder "
              + path
              + " can't be formatted ("
              + e
              + "): make room there, or name another",
          e);
    }
  }

  private static void refuseOthers(Path folder) throws IOException, BrokerFault {
    if (knowsOwners(folder) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(folder))) {
      throw new BrokerFault(
          "the folder "
              + folder
              + " is open to others, who could read or change all events: 'chmod 700' it, or name"
              + " another");
    }
  }

  /** Kafka would add its files to whatever is there. */
  private static void refuseForeign(Path folder) throws IOException, BrokerFault {
    if (isFormatted(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new BrokerFault(
            "the folder "
                + folder
                + " is no broker's, and not empty: name an empty one, or one that does not exist"
                + " yet");
      }
    }
  }

  /** Kafka's own word on it comes with a page of stack. It holds the lock itself from here on. */
  private static void refuseBusy(Path folder) throws IOException, BrokerFault {
    Path file = folder.resolve(".lock");
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new BrokerFault(
            "another broker runs in " + folder + ": stop it, or name another folder");
      }
    }
  }

  private static boolean isFormatted(Path folder) {
    return Files.exists(folder.resolve("meta.properties"));
  }

  private static FileAttribute<?>[] attributes(Path folder) {
    return knowsOwners(folder)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean knowsOwners(Path folder) {
    return folder.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
