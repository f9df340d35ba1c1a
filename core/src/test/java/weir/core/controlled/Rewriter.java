package weir.core.controlled;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the code of a class so that each of its looks at shared memory, at the clock and at
 * threads goes through {@link Hooks}. What it does not know it refuses, at the latest when it is
 * run.
 */
final class Rewriter {

  private static final int API = Opcodes.ASM9;
  private static final String HOOKS = Type.getInternalName(Hooks.class);
  private static final String LOCK = Type.getInternalName(SimulatedLock.class);
  private static final String SHARED_LONG = Type.getInternalName(SharedLong.class);
  private static final String SEQUENCE_VALUE = "com/lmax/disruptor/Value";
  private static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  private static final String ATOMIC = "java/util/concurrent/atomic/";
  private static final String UNFENCED = "(Ljava/lang/String;)V";

  /** Static methods that Hooks has by the same name. */
  private static final Set<String> REPLACED_STATIC =
      Set.of(
          "java/util/concurrent/locks/LockSupport.park",
          "java/util/concurrent/locks/LockSupport.parkNanos",
          "java/util/concurrent/locks/LockSupport.unpark",
          "java/lang/Thread.onSpinWait",
          "java/lang/Thread.yield",
          "java/lang/Thread.currentThread",
          "java/lang/Thread.interrupted",
          "java/lang/System.nanoTime",
          "java/lang/invoke/VarHandle.fullFence");

  /** Methods that Hooks has by the same name, as static ones. */
  private static final Set<String> REPLACED =
      Set.of(
          "java/lang/Thread.interrupt",
          "java/lang/Thread.isInterrupted",
          "java/lang/Thread.start",
          "java/lang/Thread.getState",
          "java/lang/Thread.isAlive");

  private static final Set<String> REFUSED =
      Set.of(
          "java/lang/Thread.sleep",
          "java/lang/Thread.join",
          "java/lang/Object.wait",
          "java/lang/Object.notify",
          "java/lang/Object.notifyAll");

  private static final Set<String> SYNCHRONIZED_REFUSED_IN = Set.of("<init>", "<clinit>");

  private static final Set<String> PLAIN_READS = Set.of("get", "sum", "length", "getAcquire");

  private final Source source;

  /** Where class files come from. */
  interface Source {
    /** The file of a class, or null if it is not one of the rewritten. */
    @Nullable InputStream open(String internalName);
  }

  Rewriter(Source source) {
    this.source = source;
  }

  byte[] rewrite(byte[] original) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    reader.accept(new OfClass(writer), 0);
    return writer.toByteArray();
  }

  private boolean isVolatile(String owner, String field) {
    String searched = owner;
    while (searched != null) {
      Fields fields = fieldsOf(searched);
      if (fields == null) {
        return false;
      }
      if (fields.declared.contains(field)) {
        return fields.ofVolatile.contains(field);
      }
      searched = fields.superName;
    }
    return false;
  }

  private static final class Fields extends ClassVisitor {
    final Set<String> declared = new HashSet<>();
    final Set<String> ofVolatile = new HashSet<>();
    @Nullable String superName;

    Fields() {
      super(API);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String newSuperName,
        String @Nullable [] interfaces) {
      superName = newSuperName;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      declared.add(name);
      if ((access & Opcodes.ACC_VOLATILE) != 0) {
        ofVolatile.add(name);
      }
      return null;
    }
  }

  private final Map<String, Fields> known = new HashMap<>();

  private @Nullable Fields fieldsOf(String owner) {
    Fields fields = known.get(owner);
    if (fields == null) {
      try (InputStream file = source.open(owner)) {
        if (file == null) {
          return null;
        }
        fields = new Fields();
        new ClassReader(file).accept(fields, ClassReader.SKIP_CODE);
        known.put(owner, fields);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return fields;
  }

  private final class OfClass extends ClassVisitor {

    private String className = "";

    OfClass(ClassVisitor next) {
      super(API, next);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      className = name;
      String[] all = interfaces;
      if (name.equals(SEQUENCE_VALUE)) {
        all = new String[] {SHARED_LONG};
      }
      super.visit(version, access, name, signature, superName, all);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      int newAccess = access;
      String newName = name;
      if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
        newName = name + "$locked";
        newAccess = access & ~Opcodes.ACC_SYNCHRONIZED;
        writeLocking(newAccess, name, newName, descriptor, exceptions);
      }
      MethodVisitor next = super.visitMethod(newAccess, newName, descriptor, signature, exceptions);
      // A class is initialised before its schedules; its constructors are nobody else's to see.
      return next == null || name.equals("<clinit>") ? next : new OfMethod(next, className, name);
    }

    /** The method in its own name, which takes the lock around what it did. */
    private void writeLocking(
        int access, String name, String body, String descriptor, String @Nullable [] exceptions) {
      if ((access & Opcodes.ACC_STATIC) != 0 || SYNCHRONIZED_REFUSED_IN.contains(name)) {
        throw new IllegalStateException("not simulated yet: a static synchronized method");
      }
      MethodVisitor code = cv.visitMethod(access, name, descriptor, null, exceptions);
      Label start = new Label();
      Label end = new Label();
      Label thrown = new Label();
      code.visitCode();
      code.visitTryCatchBlock(start, end, thrown, null);
      hookLock(code, "enter");
      code.visitLabel(start);
      code.visitVarInsn(Opcodes.ALOAD, 0);
      int local = 1;
      for (Type argument : Type.getArgumentTypes(descriptor)) {
        code.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), local);
        local += argument.getSize();
      }
      code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, className, body, descriptor, false);
      code.visitLabel(end);
      hookLock(code, "exit");
      code.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
      code.visitLabel(thrown);
      code.visitFrame(
          Opcodes.F_FULL, 1, new Object[] {className}, 1, new Object[] {"java/lang/Throwable"});
      hookLock(code, "exit");
      code.visitInsn(Opcodes.ATHROW);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }

    private void hookLock(MethodVisitor code, String method) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, method, "(Ljava/lang/Object;)V", false);
    }

    @Override
    public void visitEnd() {
      if (className.equals(SEQUENCE_VALUE)) {
        writeAccess();
      }
      super.visitEnd();
    }

    private void writeAccess() {
      MethodVisitor get = cv.visitMethod(Opcodes.ACC_PUBLIC, "controlledGet", "()J", null, null);
      get.visitCode();
      get.visitVarInsn(Opcodes.ALOAD, 0);
      get.visitFieldInsn(Opcodes.GETFIELD, className, "value", "J");
      get.visitInsn(Opcodes.LRETURN);
      get.visitMaxs(0, 0);
      get.visitEnd();
      MethodVisitor set = cv.visitMethod(Opcodes.ACC_PUBLIC, "controlledSet", "(J)V", null, null);
      set.visitCode();
      set.visitVarInsn(Opcodes.ALOAD, 0);
      set.visitVarInsn(Opcodes.LLOAD, 1);
      set.visitFieldInsn(Opcodes.PUTFIELD, className, "value", "J");
      set.visitInsn(Opcodes.RETURN);
      set.visitMaxs(0, 0);
      set.visitEnd();
    }
  }

  private final class OfMethod extends MethodVisitor {

    private final String className;
    private final boolean constructor;

    OfMethod(MethodVisitor next, String className, String name) {
      super(API, next);
      this.className = className;
      constructor = name.equals("<init>");
    }

    private void hook(String method, String name) {
      super.visitLdcInsn(name);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, method, UNFENCED, false);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            HOOKS,
            opcode == Opcodes.MONITORENTER ? "enter" : "exit",
            "(Ljava/lang/Object;)V",
            false);
      } else {
        super.visitInsn(opcode);
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      boolean lock =
          opcode == Opcodes.NEW && type.equals("java/util/concurrent/locks/ReentrantLock");
      super.visitTypeInsn(opcode, lock ? LOCK : type);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (!constructor && name.equals("value") && isSequence(owner)) {
        boolean get = opcode == Opcodes.GETFIELD;
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            HOOKS,
            get ? "getCell" : "setCell",
            get ? "(Ljava/lang/Object;)J" : "(Ljava/lang/Object;J)V",
            false);
        return;
      }
      if (!constructor && isVolatile(owner, name)) {
        boolean store = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
        hook(store ? "fencedStep" : "step", (store ? "set " : "get ") + name);
      }
      super.visitFieldInsn(opcode, owner, name, descriptor);
    }

    private static boolean isSequence(String owner) {
      return owner.equals("com/lmax/disruptor/Sequence") || owner.equals(SEQUENCE_VALUE);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      String called = owner + "." + name;
      if (REFUSED.contains(called)) {
        hook("refuse", called);
      }
      if (owner.equals("java/util/concurrent/locks/ReentrantLock") && name.equals("<init>")) {
        super.visitMethodInsn(opcode, LOCK, name, descriptor, false);
      } else if (opcode == Opcodes.INVOKESTATIC && REPLACED_STATIC.contains(called)) {
        super.visitMethodInsn(opcode, HOOKS, hookOf(name), descriptor, false);
      } else if (opcode == Opcodes.INVOKEVIRTUAL && REPLACED.contains(called)) {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, HOOKS, name, withReceiver(owner, descriptor), false);
      } else if (opcode == Opcodes.INVOKEVIRTUAL && owner.equals(VAR_HANDLE)) {
        visitVarHandle(name, descriptor);
      } else {
        if (owner.startsWith(ATOMIC) && !name.equals("<init>") && opcode != Opcodes.INVOKESTATIC) {
          String type = owner.substring(ATOMIC.length());
          hook(PLAIN_READS.contains(name) ? "step" : "fencedStep", type + "." + name);
        }
        super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      }
    }

    /** Java has a keyword by the name of a method of Thread's. */
    private static String hookOf(String name) {
      return name.equals("yield") ? "yieldProcessor" : name;
    }

    private static String withReceiver(String owner, String descriptor) {
      return "(L" + owner + ";" + descriptor.substring(1);
    }

    private void visitVarHandle(String name, String descriptor) {
      switch (name) {
        case "getAcquire", "setRelease" -> {
          if (descriptor.startsWith("([")) {
            super.visitMethodInsn(
                Opcodes.INVOKESTATIC, HOOKS, name, withReceiver(VAR_HANDLE, descriptor), false);
          } else {
            // Of a field: seen at once, as those below.
            hook("step", name);
            super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, VAR_HANDLE, name, descriptor, false);
          }
        }
        // Opaque stores are seen at once here: none is what another thread's next step rests on.
        case "getVolatile", "getOpaque", "setOpaque" -> {
          hook("step", name);
          super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, VAR_HANDLE, name, descriptor, false);
        }
        case "compareAndSet", "getAndAdd", "getAndBitwiseOr", "getAndBitwiseAnd", "setVolatile" -> {
          hook("fencedStep", name);
          super.visitMethodInsn(Opcodes.INVOKEVIRTUAL, VAR_HANDLE, name, descriptor, false);
        }
        default ->
            throw new IllegalStateException(
                "not simulated yet: VarHandle." + name + " in " + className);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      Object[] replaced = arguments.clone();
      for (int index = 0; index < replaced.length; index++) {
        if (replaced[index] instanceof Handle handle) {
          replaced[index] = replaced(handle);
        }
      }
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, replaced);
    }

    /** A method reference to what is replaced. */
    private Handle replaced(Handle handle) {
      String called = handle.getOwner() + "." + handle.getName();
      if (REPLACED.contains(called)) {
        return new Handle(
            Opcodes.H_INVOKESTATIC,
            HOOKS,
            handle.getName(),
            withReceiver(handle.getOwner(), handle.getDesc()),
            false);
      }
      if (REPLACED_STATIC.contains(called)) {
        return new Handle(
            Opcodes.H_INVOKESTATIC, HOOKS, hookOf(handle.getName()), handle.getDesc(), false);
      }
      if (REFUSED.contains(called)
          || handle.getOwner().equals(VAR_HANDLE)
          || handle.getOwner().startsWith(ATOMIC)) {
        throw new IllegalStateException("not simulated yet: a reference to " + called);
      }
      return handle;
    }
  }
}
