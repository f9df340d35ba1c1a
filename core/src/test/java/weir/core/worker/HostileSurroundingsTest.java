package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/**
 * Everything that a pool calls and that is not its own, made to throw: an Exception or an Error,
 * now and then or always. Whatever it is, no event is lost or handled twice, and the pool has all
 * its workers as soon as they can be had.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileSurroundingsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int EVENTS = 512;
  private static final int WORKERS = 4;

  /** What throws. */
  enum Place {
    EVENT_FACTORY,
    HANDLER_FACTORY,
    THREAD_FACTORY,
    /** The thread factory returns null instead. */
    THREAD_REFUSED,
    THREAD_START,
    /** The thread of the factory ends before it runs what it was made for. */
    THREAD_BODY,
    TRANSFER,
    HOOK_BEFORE,
    HANDLER,
    HOOK_AFTER,
    FAILURE_LISTENER,
    LOGGING,
    EXCEPTION_TEXT;

    /** Whether an event ends as failed because of it. */
    boolean failsEvents() {
      return this == TRANSFER || this == HOOK_BEFORE || this == HANDLER;
    }

    /** Whether it keeps workers from starting. */
    boolean keepsFromStarting() {
      return compareTo(TRANSFER) < 0;
    }
  }

  /** Throws at every nth call while it is on. */
  private static final class Fault {
    private final Place place;
    private final int every;
    private final boolean error;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean on;

    Fault(Place place, int every, boolean error) {
      this.place = place;
      this.every = every;
      this.error = error;
    }

    boolean strikes(Place here) {
      return on && here == place && calls.incrementAndGet() % every == 0;
    }

    void at(Place here) {
      if (strikes(here)) {
        if (error) {
          throw new LinkageError(here + " fails on purpose");
        }
        throw new IllegalStateException(here + " fails on purpose");
      }
    }
  }

  /** A mutable event. */
  private static final class Event {
    private int id = -1;
  }

  /** A hook that throws at both ends. */
  private record HostileHook(Fault fault) implements EventHook<Event> {
    @Override
    public void before(Event event, long sequence) {
      fault.at(Place.HOOK_BEFORE);
    }

    @Override
    public void after(Event event, long sequence, @Nullable Throwable failure) {
      fault.at(Place.HOOK_AFTER);
    }
  }

  /** A failure whose text can't be had. */
  private static final class Textless extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Fault fault;

    Textless(Fault fault) {
      super(null, null, false, false);
      this.fault = fault;
    }

    @Override
    public String getMessage() {
      fault.at(Place.EXCEPTION_TEXT);
      return "an ordinary failure, on purpose";
    }
  }

  /** A logging back end that throws. */
  private static final class HostileAppender extends AppenderBase<ILoggingEvent> {
    private final Fault fault;

    HostileAppender(Fault fault) {
      this.fault = fault;
    }

    @Override
    public synchronized void doAppend(ILoggingEvent event) {
      fault.at(Place.LOGGING);
    }

    @Override
    protected void append(ILoggingEvent event) {}
  }

  static Stream<Arguments> faults() {
    List<Arguments> all = new ArrayList<>();
    for (PoolStorm.Mode mode : PoolStorm.Mode.values()) {
      for (Place place : Place.values()) {
        for (int every : new int[] {100, 3, 1}) {
          all.add(Arguments.of(mode, place, every, false));
          all.add(Arguments.of(mode, place, every, true));
        }
      }
    }
    return all.stream();
  }

  private final AtomicIntegerArray handled = new AtomicIntegerArray(EVENTS);

  @ParameterizedTest(name = "{0}: {1} fails at every call of {2}, with an Error: {3}")
  @MethodSource("faults")
  void shouldLoseNothingAndHealByItself(PoolStorm.Mode mode, Place place, int every, boolean error)
      throws InterruptedException {
    Fault fault = new Fault(place, every, error);
    HandlerPool<Event> pool = newPool(mode, fault);
    HostileAppender appender = new HostileAppender(fault);
    // Found by its type: only the tests know the logging back end.
    ch.qos.logback.classic.Logger log =
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("weir.core.worker");
    log.addAppender(appender);
    log.setAdditive(false);
    try {
      fault.on = true;
      pool.resizeTo(WORKERS);
      int published = publish(pool, 0, EVENTS / 2);
      for (int resize = 0; resize < 20; resize++) {
        pool.resizeTo(resize % (WORKERS + 1));
        LockSupport.parkNanos(500_000);
      }
      pool.resizeTo(WORKERS);
      if (place.keepsFromStarting() && every == 1) {
        assertThat(ended(pool.counts())).as("%s", pool.counts()).isZero();
        // Healing comes after a while in which nothing can start.
        LockSupport.parkNanos(20_000_000);
        fault.on = false;
      }
      publish(pool, published, EVENTS);
      assertThat(pool.awaitDrained(PATIENCE)).as("drained: %s", pool.counts()).isTrue();
      if (mode == PoolStorm.Mode.WORKERS) {
        awaitEffective(pool, WORKERS);
      }
      check(pool.counts(), place, every);
      assertThat(pool.close(PATIENCE)).isTrue();
    } finally {
      log.setAdditive(true);
      log.detachAppender(appender);
    }
  }

  private HandlerPool<Event> newPool(PoolStorm.Mode mode, Fault fault) {
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(
                () -> {
                  fault.at(Place.EVENT_FACTORY);
                  return new Event();
                },
                (slot, target) -> {
                  fault.at(Place.TRANSFER);
                  target.id = slot.id;
                  return true;
                },
                workerIndex -> {
                  fault.at(Place.HANDLER_FACTORY);
                  return event -> handle(event, fault);
                })
            .ringSize(EVENTS)
            .maxWorkers(WORKERS)
            .maxBatch(fault.place == Place.EVENT_FACTORY ? 1 : 8)
            .hook(new HostileHook(fault))
            .threadFactory(task -> newThread(task, fault))
            .failureListener(
                (workerIndex, sequence, event, failure) -> {
                  fault.at(Place.FAILURE_LISTENER);
                  LoggerFactory.getLogger("weir.core.worker").debug("failed", failure);
                  if (failure instanceof Textless) {
                    LoggerFactory.getLogger("weir.core.worker").warn(failure.getMessage());
                  }
                });
    return mode == PoolStorm.Mode.WORKERS ? builder.buildWorkers() : builder.buildTaskPerEvent();
  }

  // A factory may refuse, says its contract.
  @SuppressWarnings("NullAway")
  private static Thread newThread(Runnable task, Fault fault) {
    fault.at(Place.THREAD_FACTORY);
    if (fault.strikes(Place.THREAD_REFUSED)) {
      return null;
    }
    Thread thread =
        new Thread(
            () -> {
              fault.at(Place.THREAD_BODY);
              task.run();
            }) {
          @Override
          public void start() {
            fault.at(Place.THREAD_START);
            super.start();
          }
        };
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dead, failure) -> {});
    return thread;
  }

  private void handle(Event event, Fault fault) {
    handled.incrementAndGet(event.id);
    fault.at(Place.HANDLER);
    if (event.id % 10 == 0) {
      throw new Textless(fault);
    }
  }

  private static int publish(HandlerPool<Event> pool, int from, int to) {
    int id = from;
    while (id < to) {
      int next = id;
      if (pool.ring().tryPublishEvent((event, sequence) -> event.id = next)) {
        id++;
      } else {
        LockSupport.parkNanos(100_000);
      }
    }
    return id;
  }

  private void check(PoolCounts counts, Place place, int every) {
    assertThat(ended(counts)).as("%s", counts).isEqualTo(EVENTS);
    int missing = 0;
    int repeated = 0;
    for (int id = 0; id < EVENTS; id++) {
      missing += handled.get(id) == 0 ? 1 : 0;
      repeated += handled.get(id) > 1 ? 1 : 0;
    }
    assertThat(repeated).as("repeated").isZero();
    if (place == Place.TRANSFER || place == Place.HOOK_BEFORE) {
      assertThat(missing).as("failed before their handler").isEqualTo(EVENTS / every);
    } else {
      assertThat(missing).as("missing, %s", counts).isZero();
    }
    if (!place.failsEvents()) {
      assertThat(counts.failed()).as("%s", counts).isEqualTo((EVENTS + 9) / 10);
    }
  }

  private static long ended(PoolCounts counts) {
    return counts.completed() + counts.failed();
  }

  private static void awaitEffective(HandlerPool<?> pool, int expected) {
    long startNanos = System.nanoTime();
    while (pool.effectiveWorkers() != expected
        && System.nanoTime() - startNanos < PATIENCE.toNanos()) {
      LockSupport.parkNanos(100_000);
    }
    assertThat(pool.effectiveWorkers()).isEqualTo(expected);
  }
}
