package weir.http.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.http.client.CommandFailure;

/**
 * Where the broker keeps everything.
 *
 * @param path the folder
 * @param isTemporary whether it is deleted in the end
 */
record ClusterFolder(Path path, boolean isTemporary) implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ClusterFolder.class);

  /** The one that is named, which the broker makes, or one that only its owner opens. */
  static ClusterFolder of(Optional<Path> named) throws CommandFailure {
    if (named.isPresent()) {
      return new ClusterFolder(named.get().toAbsolutePath().normalize(), false);
    }
    try {
      return new ClusterFolder(Files.createTempDirectory("weir-cluster-"), true);
    } catch (IOException e) {
      throw new CommandFailure(
          "no temporary folder can be made (" + e + "): name one of yours with --folder", e);
    }
  }

  @Override
  public void close() {
    if (!isTemporary) {
      return;
    }
    try {
      List<Path> all;
      try (Stream<Path> files = Files.walk(path)) {
        all = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("The folder {} could not be deleted ({}): delete it yourself", path, e.toString());
    }
  }
}
