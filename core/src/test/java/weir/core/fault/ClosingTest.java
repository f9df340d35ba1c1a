package weir.core.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ClosingTest {

  private final Closing closing = new Closing();

  @Test
  void shouldReportNothingWhereNothingFailed() {
    closing.close(() -> {});
    assertThatCode(closing::report).doesNotThrowAnyException();
  }

  @Test
  void shouldGoOnAfterEveryFaultAndThrowTheFirstWithTheOthersInIt() {
    IllegalStateException first = new IllegalStateException("first");
    AssertionError second = new AssertionError("second");
    IOException third = new IOException("third");
    for (Throwable fault : new Throwable[] {first, second, first, third}) {
      closing.close(() -> Closings.raise(fault));
    }
    assertThatThrownBy(closing::report).isSameAs(first).hasSuppressedException(second);
    assertThat(first.getSuppressed()).containsExactly(second, third);
  }

  @Test
  void shouldThrowAnErrorAsItIsAndWrapAnExceptionThatIsChecked() {
    AssertionError error = new AssertionError("error");
    closing.close(() -> Closings.raise(error));
    assertThatThrownBy(closing::report).isSameAs(error);

    IOException checked = new IOException("checked");
    Closing other = new Closing();
    other.close(() -> Closings.raise(checked));
    assertThatThrownBy(other::report).isInstanceOf(IllegalStateException.class).hasCause(checked);
  }

  @Test
  void shouldSuppressWhatItHasInAGreaterFault() {
    IllegalStateException fault = new IllegalStateException("while closing");
    closing.close(() -> Closings.raise(fault));
    IOException greater = new IOException("the reason to close");
    closing.reportIn(greater);
    assertThat(greater.getSuppressed()).containsExactly(fault);
  }

  @Test
  void shouldKeepAnInterrupt() {
    closing.close(() -> Closings.raise(new InterruptedException()));
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Throws what it is given. */
  private static final class Closings {
    private static void raise(Throwable fault) throws Exception {
      if (fault instanceof Error error) {
        throw error;
      }
      throw (Exception) fault;
    }
  }
}
