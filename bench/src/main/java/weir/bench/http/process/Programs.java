package weir.bench.http.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds installed programs. */
public final class Programs {

  /** Servers are here, and not on everybody's path. */
  private static final String FOR_ADMINISTRATORS =
      File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/usr/local/sbin";

  private Programs() {}

  /**
   * Looks for a program.
   *
   * @param name e.g. {@code ab}
   * @return its file; empty if it is not installed
   */
  public static Optional<Path> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + FOR_ADMINISTRATORS;
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
