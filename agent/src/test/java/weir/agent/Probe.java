package weir.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Another agent, which reads what the JVM runs as ThreadPoolExecutor. Agents see what those have
 * made that came before them, so it comes anew each time.
 */
public final class Probe implements ClassFileTransformer {

  private static @Nullable Instrumentation instrumentation;

  private final String name;
  private byte[] bytes = {};

  private Probe(String name) {
    this.name = name.replace('.', '/');
  }

  public static void agentmain(String text, Instrumentation given) {
    instrumentation = given;
  }

  /**
   * A number that tells the code of the class from others. The JVM itself never forgets a constant,
   * so the bytes as a whole are not the same again.
   */
  static int hashOfPool() throws Exception {
    return code(ThreadPoolExecutor.class).hashCode();
  }

  /** Calls of the bridge in all classes of a name, and how many such classes there are. */
  static String bridgeCalls(String className) throws Exception {
    int classes = 0;
    long calls = 0;
    for (Class<?> type : Objects.requireNonNull(instrumentation).getAllLoadedClasses()) {
      if (type.getName().equals(className)) {
        classes++;
        calls += code(type).stream().filter(text -> text.contains("WeirBridge")).count();
      }
    }
    return calls + " in " + classes;
  }

  private static List<String> code(Class<?> type) throws Exception {
    Instrumentation jvm = Objects.requireNonNull(instrumentation);
    Probe probe = new Probe(type.getName());
    jvm.addTransformer(probe, true);
    jvm.retransformClasses(type);
    jvm.removeTransformer(probe);
    return ClassFile.of().parse(probe.bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .map(Probe::text)
        .toList();
  }

  private static String text(CodeElement element) {
    return switch (element) {
      case InvokeInstruction call ->
          call.opcode() + " " + call.owner().asInternalName() + "." + call.name();
      case Instruction instruction -> instruction.opcode().toString();
      default -> "";
    };
  }

  @Override
  public byte @Nullable [] transform(
      ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] given) {
    if (this.name.equals(name)) {
      bytes = given.clone();
    }
    return null;
  }
}
