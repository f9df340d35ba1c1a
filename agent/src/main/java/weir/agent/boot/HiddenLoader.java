package weir.agent.boot;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Loads the agent from the folder {@code hidden} of its jar. Its parent knows the JDK alone: so the
 * agent sees nothing of the program's, and the program nothing of the agent's.
 */
final class HiddenLoader extends ClassLoader implements AutoCloseable {

  static {
    registerAsParallelCapable();
  }

  private static final String FOLDER = "hidden/";

  private final JarFile jar;

  HiddenLoader(File file) throws IOException {
    super("weir-agent", getPlatformClassLoader());
    jar = new JarFile(file);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = read(name.replace('.', '/') + ".class");
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    // What the program's policy grants the jar holds for what is hidden in it.
    return defineClass(name, bytes, 0, bytes.length, HiddenLoader.class.getProtectionDomain());
  }

  private byte @Nullable [] read(String name) {
    ZipEntry entry = jar.getEntry(FOLDER + name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    byte[] bytes = read(name);
    if (bytes == null) {
      return null;
    }
    try {
      return new URL("weir-agent", "", -1, "/" + name, new InMemory(bytes));
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return found == null
        ? Collections.emptyEnumeration()
        : Collections.enumeration(Collections.singleton(found));
  }

  @Override
  public void close() throws IOException {
    jar.close();
  }

  private static final class InMemory extends URLStreamHandler {

    private final byte[] bytes;

    InMemory(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      return new URLConnection(url) {
        @Override
        public void connect() {}

        @Override
        public InputStream getInputStream() {
          return new ByteArrayInputStream(bytes);
        }
      };
    }
  }
}
