package weir.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/**
 * Puts the {@link Bridge} beside ThreadPoolExecutor, in its package and its class loader: so no jar
 * is appended to the boot class path, which would cost the program its shared classes and a
 * warning.
 */
final class BridgeInJdk {

  /** With a number: what is there may be of another version, if its methods ever change. */
  static final String NAME = "java.util.concurrent.WeirBridge1";

  private final Class<?> bridge;

  private BridgeInJdk(Class<?> bridge) {
    this.bridge = bridge;
  }

  /** Defines it, or finds the one of an agent that was here before. */
  static BridgeInJdk in(Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    open(instrumentation);
    try {
      return new BridgeInJdk(Class.forName(NAME, true, null));
    } catch (ClassNotFoundException e) {
      return new BridgeInJdk(
          MethodHandles.privateLookupIn(ThreadPoolExecutor.class, MethodHandles.lookup())
              .defineClass(bytes()));
    }
  }

  /** To this class loader's module alone. */
  private static void open(Instrumentation instrumentation) {
    Set<Module> us = Set.of(BridgeInJdk.class.getModule());
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of(),
        Map.of("java.util.concurrent", us, "java.lang", us),
        Set.of(),
        Map.of());
  }

  private static byte[] bytes() throws IOException {
    String own = Bridge.class.getName().replace('.', '/');
    try (InputStream in = BridgeInJdk.class.getResourceAsStream("Bridge.class")) {
      if (in == null) {
        throw new IOException("Weir's agent is not whole: unpack or build Weir again");
      }
      ClassWriter written = new ClassWriter(0);
      new ClassReader(in.readAllBytes())
          .accept(
              new ClassRemapper(
                  written, new SimpleRemapper(Opcodes.ASM9, own, NAME.replace('.', '/'))),
              ClassReader.SKIP_DEBUG);
      return written.toByteArray();
    }
  }

  /** From now on the JDK tells these. */
  void connect(Hooks hooks) throws ReflectiveOperationException {
    set("offered", hooks::offered);
    set("rejected", hooks::rejected);
    set("started", hooks::started);
    set("ended", hooks::ended);
  }

  void disconnect() throws ReflectiveOperationException {
    set("offered", null);
    set("rejected", null);
    set("started", null);
    set("ended", null);
  }

  private void set(String field, @Nullable BiConsumer<Object, Object> told)
      throws ReflectiveOperationException {
    bridge.getField(field).set(null, told);
  }
}
