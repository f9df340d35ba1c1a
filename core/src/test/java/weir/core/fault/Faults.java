package weir.core.fault;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What a hostile double throws, and at which of its calls. Thread-safe. */
public final class Faults {

  /** The message of everything that is thrown. */
  public static final String ON_PURPOSE = "on purpose";

  private final String name;
  private final Supplier<Throwable> kind;
  private final IntPredicate when;
  private final AtomicInteger calls = new AtomicInteger();

  private Faults(String name, Supplier<Throwable> kind, IntPredicate when) {
    this.name = name;
    this.kind = kind;
    this.when = when;
  }

  /**
   * Every kind, each always and once in a hundred calls.
   *
   * @return new doubles
   */
  public static Stream<Faults> all() {
    return Stream.of(
        new Faults("exception, always", Faults::exception, call -> true),
        new Faults("exception, 1 in 100", Faults::exception, call -> call % 100 == 50),
        new Faults("error, always", Faults::error, call -> true),
        new Faults("error, 1 in 100", Faults::error, call -> call % 100 == 50));
  }

  /**
   * Both kinds, always.
   *
   * @return new doubles
   */
  public static Stream<Faults> always() {
    return all().filter(faults -> faults.when.test(0));
  }

  private static Throwable exception() {
    return new IllegalStateException(ON_PURPOSE);
  }

  private static Throwable error() {
    return new AssertionError(ON_PURPOSE);
  }

  /** Throws, if it is this call's turn. */
  public void strike() {
    if (when.test(calls.getAndIncrement())) {
      throw Faults.<RuntimeException>unchecked(kind.get());
    }
  }

  /**
   * How often {@link #strike()} was called.
   *
   * @return calls so far
   */
  public int calls() {
    return calls.get();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T unchecked(Throwable fault) throws T {
    throw (T) fault;
  }

  @Override
  public String toString() {
    return name;
  }
}
