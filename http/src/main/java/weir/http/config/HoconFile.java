package weir.http.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.io.IOException;
import java.io.Serial;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A HOCON file and what it includes. The library looks for an included file in several places and
 * drops in silence what it does not find; here it is a file beside the including one, or a fault.
 */
final class HoconFile
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  /** What may be left off an included name, the strongest first. */
  private static final List<String> EXTENSIONS = List.of(".conf", ".json", ".properties");

  private final Path path;

  /** This file and those that include it, without links, so that a circle is seen. */
  private final List<Path> chain;

  private HoconFile(Path path, List<Path> chain) throws IOException {
    this.path = path;
    this.chain = Stream.concat(chain.stream(), Stream.of(path.toRealPath())).toList();
  }

  /**
   * Parses a file that is known to be readable.
   *
   * @throws ConfigException if it is no HOCON
   * @throws IncludeFault if something it includes can't be
   */
  static Config parse(Path path) throws IOException {
    return new HoconFile(path, List.of()).parsed();
  }

  private Config parsed() {
    return ConfigFactory.parseFile(
        path.toFile(),
        ConfigParseOptions.defaults()
            .setIncluder(this)
            .setAllowMissing(false)
            .setOriginDescription(path.toString()));
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this; // the library's own is the one that drops files
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    try {
      List<Path> files = files(path.resolveSibling(what));
      Config included = ConfigFactory.empty();
      for (Path file : files) {
        included = included.withFallback(included(what, file));
      }
      return included.root();
    } catch (InvalidPathException e) {
      throw fault(what, ", which is no path (" + e.getReason() + "): correct it");
    }
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    return include(context, what.getPath());
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw fault(what.toString(), notAFile());
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw fault(what, notAFile());
  }

  private String notAFile() {
    return ", and settings are read from files only: save it beside "
        + path.getFileName()
        + " and write include \"NAME OF THE FILE\"";
  }

  private Config included(String what, Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw fault(
            what,
            ", and there is no file %s: correct the path (from the folder of %s), or remove the line"
                .formatted(file, path.getFileName()));
      }
      if (!Files.isReadable(file)) {
        throw fault(what, ", and %s can't be read: check its permissions".formatted(file));
      }
      if (chain.contains(file.toRealPath())) {
        throw fault(what, ", which includes this file in turn: remove one of the two lines");
      }
      return new HoconFile(file, chain).parsed();
    } catch (IOException e) {
      throw fault(what, ", and %s can't be read (%s)".formatted(file, e.getMessage()));
    }
  }

  /** The file as it is named, or all there are of that name with an extension. */
  private static List<Path> files(Path named) {
    List<Path> files = new ArrayList<>();
    if (!Files.isRegularFile(named)) {
      for (String extension : EXTENSIONS) {
        Path extended = named.resolveSibling(named.getFileName() + extension);
        if (Files.isRegularFile(extended)) {
          files.add(extended);
        }
      }
    }
    return files.isEmpty() ? List.of(named) : files;
  }

  private IncludeFault fault(String what, String fault) {
    return new IncludeFault("%s includes \"%s\"%s".formatted(placeOf(what), what, fault));
  }

  /** The library does not say in which line it is: looked for, and left out where that fails. */
  private String placeOf(String what) {
    List<String> lines;
    try {
      lines = new String(Files.readAllBytes(path), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return path.toString();
    }
    for (int line = 0; line < lines.size(); line++) {
      String text = lines.get(line).strip();
      if (text.contains("include")
          && text.contains('"' + what + '"')
          && !text.startsWith("#")
          && !text.startsWith("//")) {
        return path + ":" + (line + 1);
      }
    }
    return path.toString();
  }

  /** Carries a whole sentence through the library's parser. */
  static final class IncludeFault extends ConfigException {

    @Serial private static final long serialVersionUID = 1L;

    IncludeFault(String sentence) {
      super(sentence);
    }
  }
}
