package weir.http.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import weir.core.figures.Capabilities;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/**
 * A server that shows a pipeline, {@code weir}, and an executor, {@code orders}, which can only be
 * watched: it has workers, wait, service and response times, and nothing else.
 */
final class TwoSources implements AutoCloseable {

  private static final long TICK_MILLIS = 20;

  private final Pipeline<byte[]> pipeline;
  private final PublishedSource orders;
  private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> publishing;
  private long ticks;

  TwoSources(Path socket) throws Exception {
    PipelineSettings settings = PipelineSettings.defaults().withServiceTime(Duration.ofMillis(5));
    pipeline = Pipeline.start(settings, EventHandlers.named("mock-resource"));
    LinkServer link = pipeline.listen(new LinkAddress.UnixSocket(socket));
    orders =
        link.add(
            new Source(
                "orders",
                SourceKind.EXECUTOR,
                Optional.empty(),
                OptionalInt.empty(),
                Capabilities.NONE),
            command -> new CommandOutcome.Refused("nothing should come here"));
    publishing =
        publisher.scheduleAtFixedRate(
            () -> orders.publish(snapshot(++ticks)), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Takes the executor away. */
  void closeOrders() {
    orders.close();
  }

  private static Snapshot snapshot(long tick) {
    Histogram micros = new Histogram(3);
    micros.recordValue(1_500);
    Optional<LatencySummary> seen = Optional.of(LatencySummary.of(micros));
    CompressedHistogram one = CompressedHistogram.of(micros);
    CompressedHistogram none = CompressedHistogram.EMPTY;
    return new Snapshot(
        "orders",
        tick,
        0,
        TimeUnit.MILLISECONDS.toNanos(tick * TICK_MILLIS),
        0,
        new Ledger(tick + 3, tick, OptionalLong.empty(), OptionalLong.empty(), 2, 1),
        Optional.of(new WorkerCount(4, 4)),
        Optional.empty(),
        OptionalLong.empty(),
        new Latencies<>(seen, Optional.empty(), Optional.empty(), seen, seen),
        Optional.empty(),
        Optional.empty(),
        new Interval(1, new Latencies<>(one, none, none, one, one), none));
  }

  @Override
  public void close() {
    publisher.close(); // waits for the last tick
    pipeline.close();
    if (publishing.state() == Future.State.FAILED) {
      throw new AssertionError("publishing failed", publishing.exceptionNow());
    }
  }
}
