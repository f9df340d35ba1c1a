package weir.agent;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Objects;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Another agent, which reads what the JVM runs as ThreadPoolExecutor. Agents see what those have
 * made that came before them, so it comes anew each time.
 */
public final class Probe implements ClassFileTransformer {

  private static @Nullable Instrumentation instrumentation;

  private byte[] bytes = {};

  public static void agentmain(String text, Instrumentation given) {
    instrumentation = given;
  }

  /**
   * A number that tells the code of the class from others. The JVM itself never forgets a constant,
   * so the bytes as a whole are not the same again.
   */
  static int hashOfPool() throws Exception {
    Instrumentation jvm = Objects.requireNonNull(instrumentation);
    Probe probe = new Probe();
    jvm.addTransformer(probe, true);
    jvm.retransformClasses(ThreadPoolExecutor.class);
    jvm.removeTransformer(probe);
    return ClassFile.of().parse(probe.bytes).methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .map(Probe::text)
        .toList()
        .hashCode();
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
    if (HookedPools.POOL.equals(name)) {
      bytes = given.clone();
    }
    return null;
  }
}
