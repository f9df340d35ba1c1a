package weir.core.controlled;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads the shipped classes anew, rewritten for the {@link Scheduler}, together with the plans that
 * drive them.
 */
final class ControlledClasses extends ClassLoader {

  private static final List<String> REWRITTEN =
      List.of(
          "weir.core.worker.",
          "weir.core.ring.",
          "weir.core.latency.",
          "weir.core.fault.",
          "com.lmax.disruptor.");

  static {
    registerAsParallelCapable();
  }

  private final ClassLoader original = ControlledClasses.class.getClassLoader();
  private final Map<String, byte[]> mutated;
  private final Rewriter rewriter = new Rewriter(this::open);

  /**
   * Loads classes.
   *
   * @param mutated class files, by name, that take the place of those on the class path
   */
  ControlledClasses(Map<String, byte[]> mutated) {
    super(ControlledClasses.class.getClassLoader());
    this.mutated = Map.copyOf(mutated);
  }

  private @Nullable InputStream open(String internalName) {
    byte[] mutant = mutated.get(internalName.replace('/', '.'));
    return mutant != null
        ? new ByteArrayInputStream(mutant)
        : original.getResourceAsStream(internalName + ".class");
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (REWRITTEN.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream file = open(name.replace('.', '/'))) {
      if (file == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] rewritten = rewriter.rewrite(file.readAllBytes());
      return defineClass(name, rewritten, 0, rewritten.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
