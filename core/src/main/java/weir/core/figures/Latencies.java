package weir.core.figures;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One thing for each of the five clocks of an event:
 *
 * <pre>
 *   intended arrival → sent → accepted → started → resource acquired → done
 *                             |-- wait --|------------ service ---------|
 *                                        resource wait    |--- hold ----|
 *   |--------------------------- response ------------------------------|
 * </pre>
 *
 * @param waitTime accepted → started by a worker
 * @param resourceWait time that the handler waited for the resource, in all its uses together
 * @param holdTime time that the handler held the resource, in all its uses together
 * @param serviceTime start → finish of the handler
 * @param responseTime intended arrival (where the client told it, else accepted) → finish
 * @param <T> type of the things
 */
public record Latencies<T>(T waitTime, T resourceWait, T holdTime, T serviceTime, T responseTime) {

  /** Names of the clocks, in the order of the record. */
  public static final Latencies<String> NAMES =
      new Latencies<>("wait", "resource-wait", "hold", "service", "response");

  /**
   * Makes five things.
   *
   * @param factory makes each
   * @param <T> type of the things
   * @return the five
   */
  public static <T> Latencies<T> generate(Supplier<T> factory) {
    return new Latencies<>(
        factory.get(), factory.get(), factory.get(), factory.get(), factory.get());
  }

  /**
   * Turns each thing into another.
   *
   * @param function what to make of each
   * @param <R> type of the results
   * @return the results
   */
  public <R> Latencies<R> map(Function<? super T, ? extends R> function) {
    return new Latencies<>(
        function.apply(waitTime),
        function.apply(resourceWait),
        function.apply(holdTime),
        function.apply(serviceTime),
        function.apply(responseTime));
  }

  /**
   * Makes one of each two.
   *
   * @param other the second of each two
   * @param function what to make of them
   * @param <U> type of the second
   * @param <R> type of the results
   * @return the results
   */
  public <U, R> Latencies<R> zip(
      Latencies<U> other, BiFunction<? super T, ? super U, ? extends R> function) {
    return new Latencies<>(
        function.apply(waitTime, other.waitTime),
        function.apply(resourceWait, other.resourceWait),
        function.apply(holdTime, other.holdTime),
        function.apply(serviceTime, other.serviceTime),
        function.apply(responseTime, other.responseTime));
  }

  /**
   * Does something with each two.
   *
   * @param other the second of each two
   * @param action what to do, in the order of the record
   * @param <U> type of the second
   */
  public <U> void forEach(Latencies<U> other, BiConsumer<? super T, ? super U> action) {
    action.accept(waitTime, other.waitTime);
    action.accept(resourceWait, other.resourceWait);
    action.accept(holdTime, other.holdTime);
    action.accept(serviceTime, other.serviceTime);
    action.accept(responseTime, other.responseTime);
  }

  /**
   * All five.
   *
   * @return the things, in the order of the record
   */
  public List<T> toList() {
    return List.of(waitTime, resourceWait, holdTime, serviceTime, responseTime);
  }
}
