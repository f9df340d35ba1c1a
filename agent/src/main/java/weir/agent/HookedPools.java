package weir.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts calls of the {@link Bridge} into ThreadPoolExecutor. Only into methods that are entered anew
 * for each task: a thread that runs already stays in the {@code runWorker} that it is in, old or
 * new, until it ends.
 */
final class HookedPools implements ClassFileTransformer {

  static final String POOL = "java/util/concurrent/ThreadPoolExecutor";

  private static final String BRIDGE = BridgeInJdk.NAME.replace('.', '/');
  private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";

  /** What must be there for any of it to be of use. */
  private static final Set<String> WANTED =
      Set.of("execute", "reject", "runWorker", "getTask", "processWorkerExit");

  /** A class file's version: its release, and 44. */
  private static final int MAJOR_VERSION_AT = 6;

  /** Set by the JVM's thread that transforms, read by who asked for it. */
  private volatile @Nullable String fault = "the JVM has not offered it";

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (!POOL.equals(name) || loader != null) {
      return null;
    }
    try {
      byte[] hooked = hook(bytes);
      fault = null;
      return hooked;
    } catch (RuntimeException | Error e) {
      fault = e.toString();
      return null;
    }
  }

  /** Why the hooks are not in; null if they are. */
  @Nullable String fault() {
    return fault;
  }

  /** A JDK newer than the library knows is read as the newest that it does know. */
  static byte[] hook(byte[] original) {
    byte[] bytes = original.clone();
    int version = (bytes[MAJOR_VERSION_AT] << 8) | (bytes[MAJOR_VERSION_AT + 1] & 0xFF);
    if (version > Opcodes.V17) {
      bytes[MAJOR_VERSION_AT] = 0;
      bytes[MAJOR_VERSION_AT + 1] = Opcodes.V17;
    }
    ClassReader read = new ClassReader(bytes);
    ClassWriter written = new ClassWriter(read, 0);
    Set<String> found = new HashSet<>();
    read.accept(new Hooking(written, found), 0);
    if (!found.containsAll(WANTED)) {
      throw new IllegalStateException("this JDK's pools of threads have other methods: " + found);
    }
    byte[] hooked = written.toByteArray();
    hooked[MAJOR_VERSION_AT] = original[MAJOR_VERSION_AT];
    hooked[MAJOR_VERSION_AT + 1] = original[MAJOR_VERSION_AT + 1];
    return hooked;
  }

  private static final class Hooking extends ClassVisitor {

    private final Set<String> found;

    Hooking(ClassVisitor next, Set<String> found) {
      super(Opcodes.ASM9, next);
      this.found = found;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      if (!WANTED.contains(name)) {
        return next;
      }
      found.add(name);
      return new Calling(next, name);
    }
  }

  /** No branch and no local is added, so every frame stays as it is. */
  private static final class Calling extends MethodVisitor {

    private static final int MOST_ON_STACK = 3;

    private final String method;

    Calling(MethodVisitor next, String method) {
      super(Opcodes.ASM9, next);
      this.method = method;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      visitVarInsn(Opcodes.ALOAD, 0);
      switch (method) {
        case "execute" -> tellArgument("offered");
        case "reject" -> tellArgument("rejected");
        case "runWorker" -> {
          visitVarInsn(Opcodes.ALOAD, 1);
          visitFieldInsn(Opcodes.GETFIELD, POOL + "$Worker", "firstTask", "Ljava/lang/Runnable;");
          tell("started", TWO_OBJECTS);
        }
        case "getTask" -> {
          visitInsn(Opcodes.ICONST_0);
          tell("ended", "(Ljava/lang/Object;Z)V");
        }
        default -> {
          visitVarInsn(Opcodes.ILOAD, 2);
          tell("ended", "(Ljava/lang/Object;Z)V");
        }
      }
    }

    private void tellArgument(String what) {
      visitVarInsn(Opcodes.ALOAD, 1);
      tell(what, TWO_OBJECTS);
    }

    private void tell(String what, String descriptor) {
      visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, what, descriptor, false);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.ARETURN && method.equals("getTask")) {
        super.visitInsn(Opcodes.DUP);
        visitVarInsn(Opcodes.ALOAD, 0);
        super.visitInsn(Opcodes.SWAP);
        tell("started", TWO_OBJECTS);
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitMaxs(int stack, int locals) {
      super.visitMaxs(stack + MOST_ON_STACK, locals);
    }
  }
}
