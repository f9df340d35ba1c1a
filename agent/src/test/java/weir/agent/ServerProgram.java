package weir.agent;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A program with a pool of a server's, and later with another of another class loader's. Its
 * arguments are the class of the pool, and the jars and folders of that class loader.
 */
final class ServerProgram {

  private final Class<?> type;
  private final URL[] others;
  private final UnaryOperator<String> first;
  private @Nullable UnaryOperator<String> other;
  private @Nullable WeakReference<ClassLoader> otherLoader;

  private ServerProgram(Class<?> type, URL[] others) throws Exception {
    this.type = type;
    this.others = others.clone();
    first = make(type);
  }

  @SuppressWarnings("unchecked") // so all of them are
  private static UnaryOperator<String> make(Class<?> type) throws Exception {
    return (UnaryOperator<String>) type.getConstructor().newInstance();
  }

  public static void main(String[] args) throws Exception {
    List<URL> others = new ArrayList<>();
    for (String other : List.of(args).subList(1, args.length)) {
      others.add(Path.of(other).toUri().toURL());
    }
    ServerProgram program = new ServerProgram(Class.forName(args[0]), others.toArray(URL[]::new));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ", 2);
      System.out.println(program.answer(words[0], words.length > 1 ? words[1] : ""));
    }
    System.exit(0);
  }

  private String answer(String what, String rest) throws Exception {
    return switch (what) {
      case "first" -> first.apply(rest);
      case "other" -> other().apply(rest);
      case "forget" -> forget();
      case "calls" -> Probe.bridgeCalls(rest);
      default -> "?";
    };
  }

  /** Of a class loader that knows nothing of the program's own. */
  private UnaryOperator<String> other() throws Exception {
    UnaryOperator<String> present = other;
    if (present == null) {
      ClassLoader loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader());
      present = make(loader.loadClass(type.getName()));
      other = present;
      otherLoader = new WeakReference<>(loader);
    }
    return present;
  }

  /** Whether that class loader is collected then. */
  private String forget() throws Exception {
    other = null;
    WeakReference<ClassLoader> loader = otherLoader;
    for (int tries = 0; loader != null && !loader.refersTo(null) && tries < 200; tries++) {
      System.gc();
      Thread.sleep(50);
    }
    return Boolean.toString(loader != null && loader.refersTo(null));
  }
}
