package weir.micrometer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.watch.Watcher;
import weir.core.worker.HandlerPool;
import weir.core.worker.PoolBuilder;
import weir.core.worker.PublishResult;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class WeirMetricsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A mutable event. */
  private static final class Event {
    private boolean fails;
  }

  private final CountDownLatch inside = new CountDownLatch(2);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final MeterRegistry registry = new SimpleMeterRegistry();

  private HandlerPool<Event> newPool(boolean taskPerEvent) {
    PoolBuilder<Event> builder = newBuilder();
    return taskPerEvent ? builder.buildTaskPerEvent() : builder.buildWorkers();
  }

  private PoolBuilder<Event> newBuilder() {
    return new PoolBuilder<Event>(
            Event::new,
            (slot, target) -> {
              target.fails = slot.fails;
              return true;
            },
            place -> event -> handle(event.fails))
        .name("orders")
        .ringSize(16)
        .maxWorkers(4)
        .failureListener((place, sequence, event, failure) -> {});
  }

  private void handle(boolean fails) throws InterruptedException {
    inside.countDown();
    gate.await();
    if (fails) {
      throw new IllegalStateException("on purpose");
    }
  }

  private double value(String name) {
    Meter meter = registry.get(name).tag("pool", "orders").meter();
    return meter.measure().iterator().next().getValue();
  }

  private void assertThatTwoAreBusyAndThreeWait() {
    assertThat(value("weir.accepted")).isEqualTo(5);
    assertThat(value("weir.completed")).isZero();
    assertThat(value("weir.failed")).isZero();
    assertThat(value("weir.backlog")).isEqualTo(3);
    assertThat(value("weir.in.flight")).isEqualTo(2);
    assertThat(value("weir.workers.requested")).isEqualTo(2);
    assertThat(value("weir.workers.effective")).isEqualTo(2);
    assertThat(value("weir.workers.busy")).isEqualTo(2);
    assertThat(value("weir.ring.size")).isEqualTo(16);
    assertThat(value("weir.start.failures")).isZero();
  }

  @Test
  void shouldShowHowManyWaitBehindTheHottestKey() throws InterruptedException {
    HandlerPool<Event> pool = newBuilder().ordered(event -> 7).buildWorkers();
    WeirMetrics.of(pool).bindTo(registry);
    pool.resizeTo(2);
    for (int number = 0; number < 5; number++) {
      assertThat(pool.tryPublish((event, sequence) -> event.fails = false))
          .isEqualTo(PublishResult.ACCEPTED);
    }
    while (value("weir.hottest.key") < 4) {
      Thread.onSpinWait();
    }
    assertThat(value("weir.in.flight")).isEqualTo(1);
    assertThat(value("weir.backlog")).isEqualTo(4);
    gate.countDown();
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(value("weir.hottest.key")).isZero();
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @ParameterizedTest(name = "task per event: {0}")
  @ValueSource(booleans = {true, false})
  void shouldShowWhatAPoolIsAt(boolean taskPerEvent) throws InterruptedException {
    HandlerPool<Event> pool = newPool(taskPerEvent);
    WeirMetrics.of(pool).bindTo(registry);
    pool.resizeTo(2);
    for (int number = 0; number < 5; number++) {
      boolean fails = number == 4;
      assertThat(pool.tryPublish((event, sequence) -> event.fails = fails))
          .isEqualTo(PublishResult.ACCEPTED);
    }
    assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
    assertThatTwoAreBusyAndThreeWait();

    gate.countDown();
    assertThat(pool.awaitDrained(PATIENCE)).isTrue();
    assertThat(pool.close(PATIENCE)).isTrue();
    assertThat(value("weir.completed")).isEqualTo(4);
    assertThat(value("weir.failed")).isEqualTo(1);
    assertThat(value("weir.backlog")).isZero();
    assertThat(value("weir.workers.busy")).isZero();
    assertThat(value("weir.workers.effective")).isZero();
  }

  @Test
  void shouldShowWhatAWatchedExecutorIsAt() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            2,
            2,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(3),
            Executors.defaultThreadFactory());
    try (Watcher watcher = new Watcher()) {
      ExecutorService orders = watcher.executor("orders", pool);
      WeirMetrics.of(watcher.find("orders").orElseThrow(), Tag.of("shop", "east")).bindTo(registry);
      List<Future<?>> tasks = new ArrayList<>();
      for (int number = 0; number < 5; number++) {
        boolean fails = number == 4;
        tasks.add(
            orders.submit(
                () -> {
                  handle(fails);
                  return null;
                }));
      }
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> orders.submit(() -> null))
          .isInstanceOf(RejectedExecutionException.class);
      assertThat(value("weir.accepted")).isEqualTo(5);
      assertThat(value("weir.rejected")).isEqualTo(1);
      assertThat(value("weir.backlog")).isEqualTo(3);
      assertThat(value("weir.in.flight")).isEqualTo(2);
      assertThat(value("weir.workers.requested")).isEqualTo(2);
      assertThat(value("weir.workers.effective")).isEqualTo(2);
      assertThat(value("weir.oldest.waiting")).isPositive();

      gate.countDown();
      orders.shutdown();
      assertThat(orders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      assertThat(tasks).allMatch(Future::isDone);
      assertThat(value("weir.completed")).isEqualTo(4);
      assertThat(value("weir.failed")).isEqualTo(1);
      for (String clock : List.of("wait", "service", "response")) {
        FunctionTimer timer = registry.get("weir." + clock).functionTimer();
        assertThat(timer.count()).as(clock).isEqualTo(5);
        double max = value("weir." + clock + ".max");
        assertThat(timer.totalTime(TimeUnit.SECONDS)).isPositive().isLessThanOrEqualTo(5.01 * max);
        assertThat(
                registry
                    .get("weir." + clock + ".quantile")
                    .tag("quantile", "0.999")
                    .timeGauge()
                    .value(TimeUnit.SECONDS))
            .isEqualTo(max);
      }
      assertThat(registry.getMeters())
          .allSatisfy(meter -> assertThat(meter.getId().getTag("shop")).isEqualTo("east"));
    }
  }

  /** Registries take the rise of a count: one that falls made a rate below 0. */
  @Test
  void shouldCountOnWhereTheStatisticsAreReset() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(100));
    try (Watcher watcher = new Watcher()) {
      ExecutorService orders = watcher.executor("orders", pool);
      WeirMetrics.of(watcher.find("orders").orElseThrow()).bindTo(registry);
      for (int number = 0; number < 10; number++) {
        assertThat(orders.submit(() -> 1).get()).isEqualTo(1);
      }
      FunctionTimer waits = registry.get("weir.wait").functionTimer();
      // A future is done an instant before its task counts.
      while (value("weir.completed") < 10) {
        Thread.onSpinWait();
      }
      assertThat(waits.count()).isEqualTo(10);
      double waited = waits.totalTime(TimeUnit.SECONDS);
      reset("orders");
      assertThat(waits.totalTime(TimeUnit.SECONDS)).isEqualTo(waited);
      assertThat(value("weir.accepted")).isEqualTo(10);
      assertThat(value("weir.completed")).isEqualTo(10);
      assertThat(orders.submit(() -> 1).get()).isEqualTo(1);
      assertThat(value("weir.accepted")).isEqualTo(11);
      while (value("weir.completed") < 11) {
        Thread.onSpinWait();
      }
      assertThat(waits.count()).isEqualTo(11);
      orders.shutdown();
      assertThat(orders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void reset(String name) throws JMException {
    ManagementFactory.getPlatformMBeanServer()
        .invoke(
            new ObjectName("weir:type=\"executor\",name=\"" + name + "\""),
            "reset",
            new Object[0],
            new String[0]);
  }

  @Test
  void shouldShowThePoolThatIsMadeAnew() throws InterruptedException {
    gate.countDown();
    for (int events = 3; events <= 5; events += 2) {
      HandlerPool<Event> pool = newPool(false);
      WeirMetrics.of(pool).bindTo(registry);
      pool.resizeTo(1);
      for (int event = 0; event < events; event++) {
        assertThat(pool.tryPublish((slot, sequence) -> slot.fails = false))
            .isEqualTo(PublishResult.ACCEPTED);
      }
      assertThat(pool.awaitDrained(PATIENCE)).isTrue();
      assertThat(value("weir.accepted")).isEqualTo(events);
      assertThat(value("weir.completed")).isEqualTo(events);
      assertThat(value("weir.workers.requested")).isEqualTo(1);
      assertThat(pool.close(PATIENCE)).isTrue();
      assertThat(value("weir.workers.requested")).isZero();
    }
  }

  @Test
  void shouldShowWhatAPipelineIsAt() throws InterruptedException {
    PipelineSettings settings =
        PipelineSettings.defaults().withRingSize(16).withWorkers(2, 4).withName("orders");
    try (Pipeline<Boolean> pipeline = Pipeline.start(settings, (fails, event) -> handle(fails))) {
      WeirMetrics.of(pipeline, Tag.of("shop", "east")).bindTo(registry);
      for (int number = 0; number < 5; number++) {
        pipeline.publish(number == 4);
      }
      assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
      assertThatTwoAreBusyAndThreeWait();
      assertThat(value("weir.oldest.waiting")).isPositive();
      assertThat(value("weir.worker.busy")).isPositive();
      assertThat(value("weir.worker")).isGreaterThanOrEqualTo(value("weir.worker.busy"));
      assertThat(registry.getMeters())
          .allSatisfy(meter -> assertThat(meter.getId().getTag("shop")).isEqualTo("east"));
      gate.countDown();
      pipeline.drain(PATIENCE);
      pipeline.publish(false);
      assertThat(value("weir.completed")).isEqualTo(4);
      assertThat(value("weir.failed")).isEqualTo(1);
      assertThat(value("weir.rejected")).isEqualTo(1);
    }
  }

  @Test
  void shouldShowHowOftenNoThreadCouldBeStarted() throws InterruptedException {
    CountDownLatch attempts = new CountDownLatch(3);
    HandlerPool<Event> pool =
        new PoolBuilder<Event>(Event::new, (slot, target) -> true, place -> event -> {})
            .name("orders")
            .threadFactory(
                task -> {
                  attempts.countDown();
                  throw new IllegalStateException("no thread, on purpose");
                })
            .buildWorkers();
    WeirMetrics.of(pool).bindTo(registry);
    pool.resizeTo(1);
    assertThat(attempts.await(20, TimeUnit.SECONDS)).isTrue();
    // The third attempt was asked for, so two have been noted.
    assertThat(value("weir.start.failures")).isGreaterThanOrEqualTo(2);
    assertThat(pool.close(PATIENCE)).isTrue();
  }

  @Test
  void shouldHaveTheNamesOfPrometheus() throws InterruptedException {
    PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MetricsQuickStart.run(prometheus);
    assertThat(prometheus.scrape().lines())
        .contains(
            "weir_accepted_events_total{pool=\"orders\"} 1.0",
            "weir_completed_events_total{pool=\"orders\"} 1.0",
            "weir_failed_events_total{pool=\"orders\"} 0.0",
            "weir_skipped_events_total{pool=\"orders\"} 0.0",
            "weir_backlog_events{pool=\"orders\"} 0.0",
            "weir_in_flight_events{pool=\"orders\"} 0.0",
            "weir_workers_requested_threads{pool=\"orders\"} 0.0",
            "weir_workers_effective_threads{pool=\"orders\"} 0.0",
            "weir_workers_busy_threads{pool=\"orders\"} 0.0",
            "weir_ring_size_slots{pool=\"orders\"} 1024.0",
            "weir_start_failures_attempts{pool=\"orders\"} 0.0",
            "# HELP weir_backlog_events Events that wait for a worker");
  }

  @Test
  void shouldDependOnNothingButCoreAndMicrometer() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "weir.micrometer..",
            "weir.core.worker..",
            "weir.core.pipeline..",
            "weir.core.figures..",
            "weir.core.watch..",
            "java..",
            "io.micrometer.core..",
            "com.lmax.disruptor..",
            "org.jspecify..")
        .check(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("weir.micrometer"));
  }
}
