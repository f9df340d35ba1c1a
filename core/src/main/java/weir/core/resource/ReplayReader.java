package weir.core.resource;

import java.util.ServiceLoader;
import weir.core.settings.FileChoice;

/**
 * Reads files to replay. Core reads none itself: libraries for that are no part of it. A class that
 * is listed in {@code META-INF/services/weir.core.resource.ReplayReader} is found on the class
 * path, as {@code weir serve} has one. Thread-safe.
 */
public interface ReplayReader {

  /**
   * Reads a file.
   *
   * @param choice the file, and what to take from it
   * @return its service times
   * @throws IllegalArgumentException if it can't be used; the message says why and what to do
   */
  RecordedTimes read(FileChoice choice);

  /**
   * The reader on the class path.
   *
   * @return the first one found; one that refuses every file if there is none
   */
  static ReplayReader installed() {
    return ServiceLoader.load(ReplayReader.class, ReplayReader.class.getClassLoader())
        .findFirst()
        .orElse(
            choice -> {
              throw new IllegalArgumentException(
                  "nothing here can read "
                      + choice.file()
                      + ": put a ReplayReader on the class path, such as weir-http");
            });
  }
}
