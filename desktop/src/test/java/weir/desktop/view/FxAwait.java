package weir.desktop.view;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.testfx.util.WaitForAsyncUtils;

/** Waits for what a window comes to. */
final class FxAwait {

  private static final int PATIENCE_SECONDS = 40;

  private FxAwait() {}

  /**
   * Waits until a condition is true.
   *
   * @param what the condition in words
   * @param condition looked at on the FX thread, as a lookup elsewhere meets nodes that come and go
   */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(
          PATIENCE_SECONDS,
          TimeUnit.SECONDS,
          () -> WaitForAsyncUtils.asyncFx(condition).get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for " + what, e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }
}
