package weir.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Looks at folders when flags are read, as a fault after minutes of measuring loses them. */
final class Folders {

  private Folders() {}

  /** One that is there and can be written to. */
  static final class There implements ITypeConverter<Path> {

    @Override
    public Path convert(String value) {
      Path folder = Path.of(value);
      if (!Files.isDirectory(folder)) {
        throw new TypeConversionException(
            "there is no folder " + folder + ": make it first, or name another");
      }
      return writable(folder, folder);
    }
  }

  /** One that is there or can be made. */
  static final class ToBe implements ITypeConverter<Path> {

    @Override
    public Path convert(String value) {
      Path folder = Path.of(value);
      Path nearest =
          Stream.iterate(folder.toAbsolutePath().normalize(), Objects::nonNull, Path::getParent)
              .filter(above -> Files.exists(above))
              .findFirst()
              .orElse(folder);
      if (!Files.isDirectory(nearest)) {
        throw new TypeConversionException(nearest + " is no folder: name another");
      }
      return writable(folder, nearest);
    }
  }

  private static Path writable(Path folder, Path there) {
    if (!Files.isWritable(there)) {
      throw new TypeConversionException(
          there + " can't be written to: name another folder, or change its permissions");
    }
    return folder;
  }
}
