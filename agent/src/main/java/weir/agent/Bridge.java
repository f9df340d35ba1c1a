package weir.agent;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's ThreadPoolExecutor calls once it is hooked. The JDK can only call what is in the
 * JDK, so this is defined there, under another name, and knows nothing but the JDK. It stays there
 * when the agent has gone, and does nothing.
 *
 * <p>No lambda, no text put together: the JDK would make classes for them. Nothing is thrown: a
 * fault switches everything off. Out of memory or stack is not the agent's fault, and costs one
 * call.
 */
public final class Bridge {

  // Each is set by the agent, and null while there is none.
  public static volatile @Nullable BiConsumer<Object, Object> offered;
  public static volatile @Nullable BiConsumer<Object, Object> rejected;
  public static volatile @Nullable BiConsumer<Object, Object> started;
  public static volatile @Nullable BiConsumer<Object, Object> ended;

  private Bridge() {}

  public static void offered(Object pool, @Nullable Object task) {
    tell(offered, pool, task);
  }

  public static void rejected(Object pool, @Nullable Object task) {
    tell(rejected, pool, task);
  }

  public static void started(Object pool, @Nullable Object task) {
    tell(started, pool, task);
  }

  public static void ended(Object pool, boolean hasThrown) {
    tell(ended, pool, hasThrown ? Boolean.TRUE : Boolean.FALSE);
  }

  private static void tell(
      @Nullable BiConsumer<Object, Object> told, Object pool, @Nullable Object about) {
    if (told == null || about == null) {
      return;
    }
    try {
      told.accept(pool, about);
    } catch (VirtualMachineError e) {
      // The program's own limits: it goes on, or is told by what it does next.
    } catch (Throwable e) {
      switchOff(e);
    }
  }

  private static void switchOff(Throwable fault) {
    try {
      offered = null;
      rejected = null;
      started = null;
      ended = null;
      System.err.println(
          "weir: the agent has switched itself off, by a fault of its own: " + fault);
    } catch (Throwable e) {
      // There is nobody left to tell.
    }
  }
}
