package weir.core.controlled;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import com.lmax.disruptor.RingBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;
import weir.core.worker.HandlerPool;

/** Compiles the source of a shipped class, once it has been edited. */
final class MutantCompiler {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final List<String> PACKAGES = List.of("weir/core/worker", "weir/core/ring");

  private MutantCompiler() {}

  /** The class files of a mutant, by name. */
  static Map<String, byte[]> compile(Mutant mutant) throws IOException {
    Path file = sourceOf(mutant.type());
    String name = SOURCES.relativize(file).toString().replace(".java", "");
    JavaFileObject source =
        new SimpleJavaFileObject(
            URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
          private final String text = mutant.apply(Files.readString(file));

          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        InMemory output = new InMemory(files)) {
      List<String> options =
          List.of("-proc:none", "-nowarn", "--release", "17", "-cp", classPath());
      if (!compiler.getTask(messages, output, null, options, null, List.of(source)).call()) {
        throw new IllegalStateException("mutant \"" + mutant.name() + "\": " + messages);
      }
      return output.classFiles();
    }
  }

  private static Path sourceOf(String type) {
    return PACKAGES.stream()
        .map(folder -> SOURCES.resolve(folder).resolve(type + ".java"))
        .filter(Files::exists)
        .findAny()
        .orElseThrow(() -> new IllegalStateException("there is no class " + type));
  }

  private static String classPath() {
    return Stream.of(
            HandlerPool.class,
            RingBuffer.class,
            Logger.class,
            NullMarked.class,
            GuardedBy.class,
            Histogram.class)
        .map(MutantCompiler::placeOf)
        .collect(Collectors.joining(java.io.File.pathSeparator));
  }

  private static String placeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps class files in memory. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, ByteArrayOutputStream> written = new HashMap<>();

    InMemory(JavaFileManager next) {
      super(next);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream file = new ByteArrayOutputStream();
          written.put(className, file);
          return file;
        }
      };
    }

    Map<String, byte[]> classFiles() {
      return written.entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, file -> file.getValue().toByteArray()));
    }
  }
}
