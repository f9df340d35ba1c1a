package weir.desktop.memory;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import weir.core.files.OwnerOnly;
import weir.desktop.memory.Remembered.Servers;
import weir.desktop.memory.Remembered.Window;

/**
 * One small file of the user's in which the panel keeps how it was left. It is never worth a
 * failure: what can't be read or written is said in a sentence, and the panel does without.
 * Thread-safe.
 */
public final class PanelMemory {

  private static final String FILE = "panel.properties";
  private static final String WINDOW = "window";
  private static final String MAXIMIZED = "maximized";
  private static final String THEME = "theme";
  private static final String SPAN = "span";
  private static final String TAB = "tab";
  private static final String SERVER = "server";
  private static final String GROUP = "group";
  private static final String ADDED = "server.added.";
  private static final String LIST = "servers";
  private static final int MOST_ADDED = 32;

  /** A window of more pixels, or further away, is a slip. */
  private static final double MOST = 100_000;

  private static final int WINDOW_PARTS = 4;

  private final Path file;
  private final Consumer<String> notes;

  /** Owner: the FX thread, which sets it; read at the end of the program. */
  private volatile Remembered now = Remembered.NOTHING;

  /** What the file says; guarded by this. */
  private Remembered written = Remembered.NOTHING;

  /**
   * A memory in a file.
   *
   * @param file which, there or not
   * @param notes gets a sentence when something can't be read or written
   */
  public PanelMemory(Path file, Consumer<String> notes) {
    this.file = file;
    this.notes = notes;
  }

  /**
   * Where the user's settings of programs are, by the system's convention.
   *
   * @param environment the environment variables
   * @param properties the system properties
   * @return the file, there or not
   */
  public static Path file(Map<String, String> environment, Properties properties) {
    String system = properties.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    Path home = Path.of(properties.getProperty("user.home", ""));
    if (system.startsWith("mac")) {
      return home.resolve("Library").resolve("Application Support").resolve("weir").resolve(FILE);
    }
    String folder = environment.get(system.startsWith("windows") ? "APPDATA" : "XDG_CONFIG_HOME");
    // The convention: a path that is not absolute is none.
    boolean given = folder != null && Path.of(folder).isAbsolute();
    return (given ? Path.of(folder) : home.resolve(".config")).resolve("weir").resolve(FILE);
  }

  /**
   * Reads how the panel was left. What is not understood is passed over.
   *
   * @return it, or nothing
   */
  public synchronized Remembered read() {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    } catch (NoSuchFileException e) {
      return Remembered.NOTHING;
    } catch (IOException | IllegalArgumentException e) {
      notes.accept(
          "what the panel remembered can't be read and is passed over: " + file + " (" + e + ")");
      return Remembered.NOTHING;
    }
    Remembered read =
        new Remembered(
            window(texts), text(texts, THEME), text(texts, SPAN), text(texts, TAB), servers(texts));
    now = read;
    written = read;
    return read;
  }

  /**
   * Takes how the panel is now; it is in the file after the next {@link #write}.
   *
   * @param state how it is
   */
  public void keep(Remembered state) {
    now = state;
  }

  /** Writes what was kept, if it is different. */
  public synchronized void write() {
    Remembered state = now;
    if (state.equals(written)) {
      return;
    }
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder, OwnerOnly.folder(folder));
      }
      Path next = file.resolveSibling(FILE + ".new");
      Files.deleteIfExists(next);
      Files.createFile(next, OwnerOnly.file(next));
      try (Writer writer = Files.newBufferedWriter(next)) {
        texts(state).store(writer, "How the Weir panel was left. It may be removed at any time.");
      }
      move(next);
      written = state;
    } catch (IOException e) {
      notes.accept("the panel can't remember how it was left: " + file + " (" + e + ")");
    }
  }

  private void move(Path next) throws IOException {
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static Properties texts(Remembered state) {
    Properties texts = new Properties();
    state
        .window()
        .ifPresent(
            at -> {
              texts.setProperty(
                  WINDOW,
                  String.format(
                      Locale.ROOT, "%.0f,%.0f,%.0f,%.0f", at.x(), at.y(), at.width(), at.height()));
              texts.setProperty(MAXIMIZED, String.valueOf(at.maximized()));
            });
    state.theme().ifPresent(text -> texts.setProperty(THEME, text));
    state.span().ifPresent(text -> texts.setProperty(SPAN, text));
    state.tab().ifPresent(text -> texts.setProperty(TAB, text));
    Servers servers = state.servers();
    servers.last().ifPresent(text -> texts.setProperty(SERVER, text));
    servers.group().ifPresent(text -> texts.setProperty(GROUP, text));
    for (int i = 0; i < servers.added().size(); i++) {
      texts.setProperty(ADDED + (i + 1), servers.added().get(i));
    }
    servers.listShown().ifPresent(shown -> texts.setProperty(LIST, String.valueOf(shown)));
    return texts;
  }

  private static Servers servers(Properties texts) {
    List<String> added = new ArrayList<>();
    for (int i = 1; i <= MOST_ADDED; i++) {
      text(texts, ADDED + i).ifPresent(added::add);
    }
    return new Servers(
        text(texts, SERVER),
        text(texts, GROUP),
        added,
        text(texts, LIST).map(Boolean::parseBoolean));
  }

  private Optional<Window> window(Properties texts) {
    String text = texts.getProperty(WINDOW);
    if (text == null) {
      return Optional.empty();
    }
    try {
      String[] parts = text.split(",", -1);
      if (parts.length == WINDOW_PARTS) {
        double x = Double.parseDouble(parts[0]);
        double y = Double.parseDouble(parts[1]);
        double width = Double.parseDouble(parts[2]);
        double height = Double.parseDouble(parts[3]);
        if (Math.abs(x) < MOST && Math.abs(y) < MOST && isSize(width) && isSize(height)) {
          return Optional.of(
              new Window(x, y, width, height, Boolean.parseBoolean(texts.getProperty(MAXIMIZED))));
        }
      }
    } catch (NumberFormatException e) {
      // The note below says it.
    }
    notes.accept("'" + text + "' in " + file + " is no place for a window and is passed over");
    return Optional.empty();
  }

  private static boolean isSize(double length) {
    return length >= 1 && length < MOST;
  }

  private static Optional<String> text(Properties texts, String key) {
    return Optional.ofNullable(texts.getProperty(key)).filter(text -> !text.isBlank());
  }
}
