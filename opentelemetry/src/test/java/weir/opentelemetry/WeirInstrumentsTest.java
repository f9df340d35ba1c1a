package weir.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.link.Command;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.watch.Watcher;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WeirInstrumentsTest {

  private static final AttributeKey<String> POOL = AttributeKey.stringKey("pool");
  private static final Attributes EAST =
      Attributes.of(AttributeKey.stringKey("shop"), "east", POOL, "orders");

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final SdkMeterProvider provider =
      SdkMeterProvider.builder().registerMetricReader(reader).build();
  private final Meter meter = provider.get("test");

  @AfterEach
  void close() {
    provider.close();
  }

  /** What one collection has found. */
  private record Collected(Collection<MetricData> all) {

    MetricData get(String name) {
      return all.stream().filter(it -> it.getName().equals(name)).findFirst().orElseThrow();
    }
  }

  private Collected collect() {
    return new Collected(reader.collectAllMetrics());
  }

  private static LongPointData only(MetricData of) {
    assertThat(of.getLongSumData().getPoints().size() + of.getLongGaugeData().getPoints().size())
        .isEqualTo(1);
    return of.getLongSumData().getPoints().isEmpty()
        ? of.getLongGaugeData().getPoints().iterator().next()
        : of.getLongSumData().getPoints().iterator().next();
  }

  @Test
  void shouldShowWhatAWatchedExecutorIsAt() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(2, 2, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    CountDownLatch inside = new CountDownLatch(2);
    CountDownLatch gate = new CountDownLatch(1);
    try (Watcher watcher = new Watcher()) {
      ExecutorService orders = watcher.executor("orders", pool);
      WeirInstruments instruments =
          WeirInstruments.of(
              meter,
              watcher.find("orders").orElseThrow(),
              Attributes.of(AttributeKey.stringKey("shop"), "east"));
      for (int task = 0; task < 5; task++) {
        orders.execute(
            () -> {
              inside.countDown();
              awaitQuietly(gate);
            });
      }
      inside.await();

      Collected standing = collect();
      assertThat(only(standing.get("weir.accepted")).getValue()).isEqualTo(5);
      assertThat(only(standing.get("weir.backlog")).getValue()).isEqualTo(3);
      assertThat(only(standing.get("weir.in.flight")).getValue()).isEqualTo(2);
      assertThat(only(standing.get("weir.in.flight")).getAttributes()).isEqualTo(EAST);
      assertThat(only(standing.get("weir.workers.requested")).getValue()).isEqualTo(2);
      assertThat(standing.get("weir.accepted").getLongSumData().isMonotonic()).isTrue();
      assertThat(standing.get("weir.backlog").getUnit()).isEqualTo("{event}");

      gate.countDown();
      orders.shutdown();
      assertThat(orders.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
      Collected ended = collect();
      assertThat(only(ended.get("weir.completed")).getValue()).isEqualTo(5);
      for (String clock : new String[] {"wait", "service", "response"}) {
        assertThat(only(ended.get("weir." + clock + ".count")).getValue()).isEqualTo(5);
        Collection<DoublePointData> quantiles =
            ended.get("weir." + clock + ".quantile").getDoubleGaugeData().getPoints();
        assertThat(quantiles)
            .extracting(point -> point.getAttributes().get(AttributeKey.stringKey("quantile")))
            .containsExactlyInAnyOrder("0.5", "0.9", "0.99", "0.999");
        double max =
            ended
                .get("weir." + clock + ".max")
                .getDoubleGaugeData()
                .getPoints()
                .iterator()
                .next()
                .getValue();
        assertThat(quantiles).allMatch(point -> point.getValue() <= max);
      }

      instruments.close();
      instruments.close();
      assertThat(collect().all()).isEmpty();
    }
  }

  private static void awaitQuietly(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void shouldCloseTheLedgerOfAPipelineInEachCollection() throws Exception {
    try (Pipeline<String> pipeline =
        Pipeline.start(PipelineSettings.defaults(), (name, event) -> {})) {
      WeirInstruments instruments = WeirInstruments.of(meter, pipeline, Attributes.empty());
      for (int event = 0; event < 1_000; event++) {
        pipeline.publish("Ada");
        if (event % 100 == 0) {
          Collected now = collect();
          assertThat(value(now, "accepted"))
              .isEqualTo(
                  value(now, "completed")
                      + value(now, "failed")
                      + value(now, "backlog")
                      + value(now, "in.flight"));
        }
      }
      assertThat(pipeline.drain(Duration.ofSeconds(20)).left()).isZero();
      Collected end = collect();
      assertThat(value(end, "completed")).isEqualTo(1_000);
      double busy =
          end.get("weir.worker.busy").getDoubleSumData().getPoints().iterator().next().getValue();
      assertThat(busy).isPositive();
      assertThat(end.get("weir.worker").getUnit()).isEqualTo("s");
      instruments.close();
    }
  }

  @Test
  void shouldCountOnWhereTheStatisticsAreReset() throws Exception {
    try (Pipeline<String> pipeline =
        Pipeline.start(PipelineSettings.defaults(), (name, event) -> {})) {
      try (WeirInstruments instruments = WeirInstruments.of(meter, pipeline, Attributes.empty())) {
        assertThat(instruments).isNotNull();
        for (int event = 0; event < 10; event++) {
          pipeline.publish("Ada");
        }
        while (value(collect(), "wait.count") < 10) {
          Thread.onSpinWait();
        }
        double waited = sum(collect());
        pipeline.execute(new Command.ResetStatistics());
        assertThat(value(collect(), "accepted")).isEqualTo(10);
        assertThat(value(collect(), "wait.count")).isEqualTo(10);
        assertThat(sum(collect())).isEqualTo(waited);
        pipeline.publish("Ada");
        while (value(collect(), "completed") < 11) {
          Thread.onSpinWait();
        }
        assertThat(value(collect(), "accepted")).isEqualTo(11);
      }
    }
  }

  private static double sum(Collected of) {
    return of.get("weir.wait.sum").getDoubleSumData().getPoints().iterator().next().getValue();
  }

  private static long value(Collected of, String name) {
    return only(of.get("weir." + name)).getValue();
  }
}
