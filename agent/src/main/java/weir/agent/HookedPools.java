package weir.agent;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts calls of the {@link Bridge} into the classes of pools, whenever they are loaded. */
final class HookedPools implements ClassFileTransformer {

  private static final Logger LOG = LoggerFactory.getLogger(HookedPools.class);

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
    HookedPool pool = HookedPool.named(name);
    if (pool == null || (pool == HookedPool.JDK) != (loader == null)) {
      return null;
    }
    try {
      byte[] hooked = hook(pool, bytes);
      if (pool == HookedPool.JDK) {
        fault = null;
      }
      return hooked;
    } catch (RuntimeException | Error e) {
      note(pool, loader, e);
      return null;
    }
  }

  /** Without the JDK's pools there is nothing to watch; others are left out. */
  private void note(HookedPool pool, @Nullable ClassLoader loader, Throwable e) {
    if (pool == HookedPool.JDK) {
      fault = e.toString();
    } else {
      LOG.warn("{} of {} can't be watched: {}", pool.className, loader, e.toString());
    }
  }

  /** Why the hooks are not in the JDK's pools; null if they are. */
  @Nullable String fault() {
    return fault;
  }

  /**
   * A JDK newer than the library knows is read as the newest that it does know.
   *
   * @return null if it needs no hooks of its own
   */
  static byte @Nullable [] hook(HookedPool pool, byte[] original) {
    byte[] bytes = original.clone();
    int version = (bytes[MAJOR_VERSION_AT] << 8) | (bytes[MAJOR_VERSION_AT + 1] & 0xFF);
    if (version < Opcodes.V1_7) {
      throw new IllegalStateException("it was compiled for a Java before 7");
    }
    if (version > Opcodes.V17) {
      bytes[MAJOR_VERSION_AT] = 0;
      bytes[MAJOR_VERSION_AT + 1] = Opcodes.V17;
    }
    ClassReader read = new ClassReader(bytes);
    if (pool.isHookedElsewhere(read)) {
      return null;
    }
    Map<String, Hook> hooks = pool.hooks(methods(read));
    ClassWriter written = new ClassWriter(read, 0);
    Hooking hooking = new Hooking(written, pool.internalName, hooks);
    read.accept(hooking, 0);
    if (!hooking.found.containsAll(hooks.keySet())
        || (hooks.containsValue(Hook.WHOLE_JOB_OF_EXECUTOR) && !hooking.hasExecutor)) {
      throw new IllegalStateException("it has other methods than those known: " + hooking.found);
    }
    byte[] hooked = written.toByteArray();
    hooked[MAJOR_VERSION_AT] = original[MAJOR_VERSION_AT];
    hooked[MAJOR_VERSION_AT + 1] = original[MAJOR_VERSION_AT + 1];
    return hooked;
  }

  private static Set<String> methods(ClassReader read) {
    Set<String> methods = new HashSet<>();
    read.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            methods.add(name + descriptor);
            return null;
          }
        },
        ClassReader.SKIP_CODE);
    return methods;
  }

  private static final class Hooking extends ClassVisitor {

    private final String pool;
    private final Map<String, Hook> hooks;
    private final Set<String> found = new HashSet<>();
    private boolean hasExecutor;

    Hooking(ClassVisitor next, String pool, Map<String, Hook> hooks) {
      super(Opcodes.ASM9, next);
      this.pool = pool;
      this.hooks = hooks;
    }

    @Override
    public FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      hasExecutor |=
          name.equals(HookingMethod.EXECUTOR) && descriptor.equals(HookingMethod.EXECUTOR_TYPE);
      return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      Hook hook = hooks.get(name + descriptor);
      if (hook == null) {
        return next;
      }
      found.add(name + descriptor);
      return new HookingMethod(next, pool, hook);
    }
  }
}
