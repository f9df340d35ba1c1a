package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Change;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerFigures;
import weir.core.link.Command;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkListener;

/** What a pipeline tells of the past, of changes, and of its workers. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PipelinePastTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  /** Adds up past and present. Called on the client's reader alone, read after its end. */
  private static final class Counter implements LinkListener {
    private final List<Snapshot> past = new ArrayList<>();
    private final LinkedBlockingQueue<Change> changes = new LinkedBlockingQueue<>();
    private final AtomicReference<@Nullable Snapshot> last = new AtomicReference<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private long events;
    private long covered;
    private boolean pastAfterPresent;

    @Override
    public void onPast(String source, List<Snapshot> snapshots, List<Change> earlier) {
      pastAfterPresent |= last.get() != null;
      past.addAll(snapshots);
      snapshots.forEach(this::add);
      changes.addAll(earlier);
    }

    @Override
    public void onChange(Change change) {
      changes.add(change);
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
      add(snapshot);
      last.set(snapshot);
      first.countDown();
    }

    private void add(Snapshot snapshot) {
      events += snapshot.interval().responseTime().decode().getTotalCount();
      covered += snapshot.interval().intervalNanos();
    }

    @Override
    public void onClosed(String reason) {
      closed.countDown();
    }
  }

  private Pipeline<Integer> start(EventHandler<Integer> handler, int workers) {
    return Pipeline.start(PipelineSettings.defaults().withWorkers(workers, 8), handler);
  }

  @Test
  void shouldGiveWhoComesLateEveryCountOnce() throws Exception {
    LinkAddress.UnixSocket address = new LinkAddress.UnixSocket(folder.resolve("control.sock"));
    List<Counter> counters = new ArrayList<>();
    List<LinkClient> clients = new ArrayList<>();
    long published = 0;
    Pipeline<Integer> pipeline = start((payload, event) -> {}, 2);
    try (pipeline) {
      pipeline.listen(address);
      for (int round = 0; round < 7; round++) {
        // Nobody looks in the first rounds, then more and more do, at any moment of a second.
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(530);
        while (System.nanoTime() < endNanos) {
          pipeline.publish(0);
          published++;
          TimeUnit.MICROSECONDS.sleep(200);
        }
        if (round >= 3) {
          Counter counter = new Counter();
          counters.add(counter);
          clients.add(LinkClient.connect(address, "late", PATIENCE, counter));
        }
      }
      assertThat(pipeline.drain(PATIENCE).ledger().completed()).isEqualTo(published);
      for (Counter counter : counters) {
        assertThat(counter.first.await(20, TimeUnit.SECONDS)).isTrue();
      }
    }
    for (Counter counter : counters) {
      assertThat(counter.closed.await(20, TimeUnit.SECONDS)).isTrue();
      Snapshot last = Objects.requireNonNull(counter.last.get());
      assertThat(counter.past).isNotEmpty();
      assertThat(counter.pastAfterPresent).isFalse();
      assertThat(counter.events).isEqualTo(published);
      assertThat(last.sinceReset().responseTime().orElseThrow().count()).isEqualTo(published);
      assertThat(counter.past).extracting(Snapshot::uptimeNanos).isSorted();
      Snapshot earliest = counter.past.get(0);
      assertThat(counter.covered)
          .as("no time twice, and none left out since the first; ends are stamped a moment apart")
          .isCloseTo(
              last.uptimeNanos() - earliest.uptimeNanos() + earliest.interval().intervalNanos(),
              within(200_000_000L));
    }
    clients.forEach(LinkClient::close);
  }

  @Test
  void shouldTellWhoChangedWhat() throws Exception {
    LinkAddress.UnixSocket address = new LinkAddress.UnixSocket(folder.resolve("control.sock"));
    Counter early = new Counter();
    Counter late = new Counter();
    try (Pipeline<Integer> pipeline = start((payload, event) -> {}, 1)) {
      pipeline.listen(address);
      try (LinkClient client = LinkClient.connect(address, "weir panel", PATIENCE, early)) {
        for (Command command :
            List.of(
                new Command.ResizeWorkers(3),
                new Command.ResizeWorkers(3),
                new Command.ResizeWorkers(99),
                new Command.SetServiceTime(20_000_000),
                new Command.FreezeResource(1_000_000),
                new Command.ResetStatistics())) {
          client.send("weir", command).get(20, TimeUnit.SECONDS);
        }
        pipeline.resizeTo(2);
        List<Change> told = new ArrayList<>();
        for (int number = 1; number <= 5; number++) {
          Change change = early.changes.poll(20, TimeUnit.SECONDS);
          assertThat(change).isNotNull();
          assertThat(change.number()).isEqualTo(number);
          told.add(change);
        }
        assertThat(told)
            .extracting(Change::kind)
            .containsExactly(
                Change.Kind.WORKERS,
                Change.Kind.RESOURCE,
                Change.Kind.FREEZE,
                Change.Kind.RESET,
                Change.Kind.WORKERS);
        assertThat(told.get(0).who()).isEqualTo("weir panel");
        assertThat(told.get(0).from()).isEqualTo("1 worker");
        assertThat(told.get(0).to()).isEqualTo("3 workers");
        assertThat(told.get(1).from()).contains("500").doesNotContain("capacity");
        assertThat(told.get(1).to()).contains("20");
        assertThat(told.get(2).to()).isEqualTo("frozen for 1 ms");
        assertThat(told.get(4).who()).isEqualTo(Change.ITSELF);
        assertThat(told).extracting(Change::uptimeNanos).isSorted();

        try (LinkClient second = LinkClient.connect(address, "late", PATIENCE, late)) {
          assertThat(late.first.await(20, TimeUnit.SECONDS)).isTrue();
          assertThat(late.changes).containsExactlyElementsOf(told);
          assertThat(second.server()).isEqualTo(client.server());
        }
      }
    }
  }

  @Test
  void shouldTellItsWorkersApart() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch inside = new CountDownLatch(1);
    try (Pipeline<Integer> pipeline =
        start(
            (payload, event) -> {
              if (payload == 1) {
                inside.countDown();
                stuck.await();
              }
            },
            2)) {
      pipeline.publish(1);
      inside.await();
      for (int event = 0; event < 100; event++) {
        pipeline.publish(0);
      }
      while (pipeline.totals().inPipeline() > 1) {
        Thread.onSpinWait();
      }
      List<WorkerFigures> workers = pipeline.workerFigures().orElseThrow();
      assertThat(workers).extracting(WorkerFigures::place).containsExactly(0, 1);
      WorkerFigures busy =
          workers.stream().filter(each -> each.eventNanos() > 0).findAny().orElseThrow();
      WorkerFigures idle = workers.get(1 - busy.place());
      assertThat(busy.state()).isEqualTo(WorkerFigures.State.HANDLING);
      assertThat(busy.thread()).isNotEmpty();
      assertThat(busy.busyNanos()).isGreaterThanOrEqualTo(busy.eventNanos());
      assertThat(idle.state()).isEqualTo(WorkerFigures.State.IDLE);
      assertThat(busy.completed() + idle.completed()).isEqualTo(100);

      pipeline.resizeTo(0);
      while (pipeline.workers().effective() > 1) {
        Thread.onSpinWait();
      }
      assertThat(pipeline.workerFigures().orElseThrow())
          .singleElement()
          .satisfies(
              each -> {
                assertThat(each.place()).isEqualTo(busy.place());
                assertThat(each.state()).isEqualTo(WorkerFigures.State.LEAVING);
                assertThat(each.eventNanos()).isGreaterThan(busy.eventNanos());
              });
      stuck.countDown();
      while (pipeline.workers().effective() > 0) {
        Thread.onSpinWait();
      }
      assertThat(pipeline.workerFigures().orElseThrow()).isEmpty();
    }
  }

  @Test
  void shouldAddUpBusyTimeAlsoOfWorkersThatLeft() throws Exception {
    for (ExecutionMode mode : ExecutionMode.values()) {
      PipelineSettings settings = PipelineSettings.defaults().withWorkers(4, 8).withMode(mode);
      try (Pipeline<Integer> pipeline =
          Pipeline.start(settings, (payload, event) -> TimeUnit.MILLISECONDS.sleep(2))) {
        WorkTime before = time(pipeline);
        for (int event = 0; event < 40; event++) {
          pipeline.publish(event);
          if (event % 10 == 0) {
            pipeline.resizeTo(1 + event / 10);
          }
        }
        assertThat(pipeline.drain(PATIENCE).left()).isZero();
        pipeline.stopWorkers();
        WorkTime after = time(pipeline);
        var service = pipeline.snapshot().sinceReset().serviceTime().orElseThrow();
        assertThat(after.busyNanos() / 1e3)
            .as("the sum of the service times, each of which was cut to a microsecond")
            .isBetween(service.meanMicros() * 40 * 0.998, service.meanMicros() * 40 * 1.002 + 40);
        assertThat(after.busyShareSince(before)).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(after.workerNanos()).isGreaterThanOrEqualTo(after.busyNanos());
        TimeUnit.MILLISECONDS.sleep(2);
        assertThat(time(pipeline)).as("nobody is there any more").isEqualTo(after);
      }
    }
  }

  private static WorkTime time(Pipeline<Integer> pipeline) {
    return pipeline.workers().time().orElseThrow();
  }
}
