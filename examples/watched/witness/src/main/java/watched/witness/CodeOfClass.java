package watched.witness;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;

/**
 * An agent that writes a class to a file as the JVM runs it, and is gone: {@code jcmd PID
 * JVMTI.agent_load witness.jar NAME:FILE}. It sees what all agents have made that came before it.
 */
public final class CodeOfClass {

  private CodeOfClass() {}

  /**
   * Writes the class.
   *
   * @param text name of a loaded class, a colon, and the file
   * @param jvm the JVM
   * @throws ClassNotFoundException if there is no such class
   * @throws UnmodifiableClassException if the JVM does not show it
   */
  public static void agentmain(String text, Instrumentation jvm)
      throws ClassNotFoundException, UnmodifiableClassException {
    int colon = text.indexOf(':');
    Class<?> type = Class.forName(text.substring(0, colon), false, null);
    ClassFileTransformer reader = new Reader(type, Path.of(text.substring(colon + 1)));
    jvm.addTransformer(reader, true);
    try {
      jvm.retransformClasses(type);
    } finally {
      jvm.removeTransformer(reader);
    }
  }

  private record Reader(Class<?> type, Path file) implements ClassFileTransformer {

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> seen, ProtectionDomain domain, byte[] bytes) {
      if (type.equals(seen)) {
        try {
          Files.write(file, bytes);
        } catch (IOException e) {
          System.err.println("witness: " + file + " can't be written: " + e);
        }
      }
      return null;
    }
  }
}
