package weir.agent;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts the calls of a {@link Hook} into a method. No branch and no local is added, so every frame
 * stays as it is; where what is thrown matters, a handler for all of it is put behind the method's
 * own, which throws on.
 */
final class HookingMethod extends MethodVisitor {

  private static final String BRIDGE = BridgeInJdk.NAME.replace('.', '/');
  private static final String TWO_OBJECTS = "(Ljava/lang/Object;Ljava/lang/Object;)V";
  private static final String OBJECT_AND_FLAG = "(Ljava/lang/Object;Z)V";

  /** Of Jetty's strategies. */
  static final String EXECUTOR = "_executor";

  static final String EXECUTOR_TYPE = "Ljava/util/concurrent/Executor;";

  private static final int MOST_ON_STACK = 3;

  private final String pool;
  private final Hook hook;
  private final Label start = new Label();

  HookingMethod(MethodVisitor next, String pool, Hook hook) {
    super(Opcodes.ASM9, next);
    this.pool = pool;
    this.hook = hook;
  }

  private boolean seesWhatIsThrown() {
    return hook == Hook.OFFERED_UNLESS_THROWN || isWholeJob();
  }

  private boolean isWholeJob() {
    return hook == Hook.WHOLE_JOB || hook == Hook.WHOLE_JOB_OF_EXECUTOR;
  }

  private void pushPool() {
    super.visitVarInsn(Opcodes.ALOAD, 0);
    if (hook == Hook.WHOLE_JOB_OF_EXECUTOR) {
      visitFieldInsn(Opcodes.GETFIELD, pool, EXECUTOR, EXECUTOR_TYPE);
    }
  }

  @Override
  public void visitCode() {
    super.visitCode();
    switch (hook) {
      case OFFERED, OFFERED_UNLESS_THROWN -> tellArgument("offered");
      case REJECTED -> tellArgument("rejected");
      case WHOLE_JOB -> tellArgument("started");
      case WHOLE_JOB_OF_EXECUTOR -> {
        tellArgument("offered");
        tellArgument("started");
      }
      case REJECTED_ONCE_RETURNED -> {}
      case FIRST_TASK -> {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitVarInsn(Opcodes.ALOAD, 1);
        visitFieldInsn(Opcodes.GETFIELD, pool + "$Worker", "firstTask", "Ljava/lang/Runnable;");
        tell("started", TWO_OBJECTS);
      }
      case NEXT_TASK -> tellEnd(false);
      case WORKER_ENDS -> {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitVarInsn(Opcodes.ILOAD, 2);
        tell("ended", OBJECT_AND_FLAG);
      }
    }
    if (seesWhatIsThrown()) {
      visitLabel(start);
    }
  }

  private void tellArgument(String what) {
    pushPool();
    super.visitVarInsn(Opcodes.ALOAD, 1);
    tell(what, TWO_OBJECTS);
  }

  private void tellEnd(boolean hasThrown) {
    pushPool();
    super.visitInsn(hasThrown ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
    tell("ended", OBJECT_AND_FLAG);
  }

  private void tell(String what, String descriptor) {
    visitMethodInsn(Opcodes.INVOKESTATIC, BRIDGE, what, descriptor, false);
  }

  /** The handler finds the pool and its argument where they were at the start. */
  @Override
  public void visitVarInsn(int opcode, int variable) {
    boolean isStore = opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE;
    if (isStore && variable <= 1 && hook != Hook.NEXT_TASK) {
      throw new IllegalStateException("one of its methods has another use for what it was given");
    }
    super.visitVarInsn(opcode, variable);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode == Opcodes.ARETURN && hook == Hook.NEXT_TASK) {
      super.visitInsn(Opcodes.DUP);
      super.visitVarInsn(Opcodes.ALOAD, 0);
      super.visitInsn(Opcodes.SWAP);
      tell("started", TWO_OBJECTS);
    } else if (opcode == Opcodes.RETURN && hook == Hook.REJECTED_ONCE_RETURNED) {
      tellArgument("rejected");
    } else if (opcode == Opcodes.RETURN && isWholeJob()) {
      tellEnd(false);
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    if (seesWhatIsThrown()) {
      handleWhatIsThrown();
    }
    super.visitMaxs(stack + MOST_ON_STACK, locals);
  }

  private void handleWhatIsThrown() {
    Label handler = new Label();
    visitLabel(handler);
    visitTryCatchBlock(start, handler, handler, null);
    @Nullable Object[] given = {pool, "java/lang/Runnable"};
    visitFrame(Opcodes.F_FULL, given.length, given, 1, new Object[] {"java/lang/Throwable"});
    if (isWholeJob()) {
      tellEnd(true);
    } else {
      tellArgument("rejected");
    }
    super.visitInsn(Opcodes.ATHROW);
  }
}
