package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.DepthSample;
import weir.core.figures.DepthSample.Point;
import weir.core.figures.Snapshot;
import weir.core.link.Command;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkListener;

/** How deep the queue was when each event came, as clients are told. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DepthSampleTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private static final class Depths implements LinkListener {
    private final LinkedBlockingQueue<List<Point>> told = new LinkedBlockingQueue<>();

    @Override
    public void onDepths(DepthSample sample) {
      told.add(sample.points());
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {}

    @Override
    public void onClosed(String reason) {}

    List<Point> next(int size) throws InterruptedException {
      List<Point> points;
      do {
        points =
            Objects.requireNonNull(told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "a sample");
      } while (points.size() != size);
      return points;
    }
  }

  @Test
  void shouldTellHowManyWereWaitingWhenEachEventCame() throws Exception {
    LinkAddress.UnixSocket address = new LinkAddress.UnixSocket(folder.resolve("s"));
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    try (Pipeline<Integer> pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withRingSize(2048),
            (payload, event) -> {
              busy.countDown();
              gate.await();
            })) {
      pipeline.listen(address);
      pipeline.publish(0);
      busy.await();
      for (int event = 1; event < 1_200; event++) {
        // Events that come faster than half a million a second are not all looked at.
        TimeUnit.MICROSECONDS.sleep(3);
        pipeline.publish(event);
      }
      gate.countDown();
      Depths early = new Depths();
      try (LinkClient client = LinkClient.connect(address, "early", PATIENCE, early)) {
        awaitEnd(pipeline, 1_200);
        List<Point> points = lastOf(early);
        assertThat(points.stream().map(Point::depth).toList())
            .as("the latest of them, each with those behind the first that came before it")
            .isSorted()
            .endsWith(1_198L);
        assertThat(points).allSatisfy(it -> assertThat(it.responseMicros()).isPositive());

        Depths late = new Depths();
        try (LinkClient other = LinkClient.connect(address, "late", PATIENCE, late)) {
          assertThat(late.next(points.size())).isEqualTo(points);
          other.send("weir", new Command.ResetStatistics()).get();
          assertThat(late.next(0)).isEmpty();
        }
        assertThat(client.sources()).hasSize(1);
      }
    }
  }

  /** Those that end while the sampler looks elsewhere may be counted and not told apart. */
  private static List<Point> lastOf(Depths depths) throws InterruptedException {
    List<Point> points;
    do {
      points =
          Objects.requireNonNull(
              depths.told.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "a sample");
    } while (points.isEmpty() || points.get(points.size() - 1).depth() != 1_198);
    assertThat(points).hasSizeBetween(1, DepthSample.MOST);
    return points;
  }

  private static void awaitEnd(Pipeline<Integer> pipeline, long events) throws Exception {
    while (pipeline.totals().ended() < events) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }
}
