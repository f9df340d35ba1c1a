package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkListener;
import weir.core.link.LinkServer;
import weir.core.ring.PublishOutcome;

/** A whole pipeline with clients of every kind on its local socket. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PipelineLinkTest {

  private static final int EVENTS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] EMPTY = {};

  @TempDir private Path folder;

  /** Counts what its snapshots tell, and may stop to read. */
  private static final class Watcher implements LinkListener {
    private final AtomicLong ended = new AtomicLong();
    private final AtomicReference<@Nullable Snapshot> last = new AtomicReference<>();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CountDownLatch gate;

    Watcher(CountDownLatch gate) {
      this.gate = gate;
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
      ended.addAndGet(snapshot.interval().responseTime().decode().getTotalCount());
      last.set(snapshot);
      first.countDown();
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onClosed(String reason) {
      closed.countDown();
    }
  }

  private static LinkClient connect(LinkAddress address, Watcher watcher) throws IOException {
    return LinkClient.connect(address, "test", PATIENCE, watcher);
  }

  @Test
  void shouldNotNoticeWhatItsClientsDo() throws Exception {
    long seed = System.nanoTime();
    LinkAddress.UnixSocket address = new LinkAddress.UnixSocket(folder.resolve("control.sock"));
    CountDownLatch open = new CountDownLatch(0);
    CountDownLatch stalled = new CountDownLatch(1);
    Watcher good = new Watcher(open);
    Watcher stalling = new Watcher(stalled);
    Watcher dying = new Watcher(open);
    PipelineSettings settings =
        PipelineSettings.defaults().withWorkers(2, 8).withServiceTime(Duration.ofNanos(500_000));
    List<SocketChannel> hostile = new ArrayList<>();
    Pipeline<byte[]> pipeline =
        Pipeline.start(settings, EventHandlers.named(MockResourceHandler.NAME));
    try {
      pipeline.listen(address);
      try (LinkClient goodClient = connect(address, good);
          LinkClient stallingClient = connect(address, stalling)) {
        assertThat(stallingClient.server().pid()).isEqualTo(ProcessHandle.current().pid());
        LinkClient dyingClient = connect(address, dying);
        for (Watcher watcher : List.of(good, stalling, dying)) {
          assertThat(watcher.first.await(20, TimeUnit.SECONDS)).isTrue();
        }
        Random random = new Random(seed);
        for (int event = 0; event < EVENTS; event++) {
          assertThat(pipeline.publish(EMPTY)).isEqualTo(PublishOutcome.ACCEPTED);
          if (event % 100 == 0) {
            hostile.add(sendGarbage(address, random));
          }
          if (event == EVENTS / 2) {
            dyingClient.close();
          }
        }
        assertThat(goodClient.send("weir", new Command.ResizeWorkers(8)).get(20, TimeUnit.SECONDS))
            .isEqualTo(new CommandOutcome.Accepted());
        DrainReport report = pipeline.drain(PATIENCE);
        assertThat(report.ledger())
            .as("seed %d", seed)
            .isEqualTo(new Ledger(EVENTS, EVENTS, 0, 0, 0, 0));

        pipeline.close();
        assertThat(good.closed.await(20, TimeUnit.SECONDS)).isTrue();
        Snapshot last = Objects.requireNonNull(good.last.get());
        assertThat(last.ledger()).isEqualTo(report.ledger());
        assertThat(last.sinceReset().responseTime().orElseThrow().count()).isEqualTo(EVENTS);
        assertThat(good.ended).as("intervals add up, seed %d", seed).hasValue(EVENTS);
      } finally {
        stalled.countDown();
      }
    } finally {
      pipeline.close();
      for (SocketChannel channel : hostile) {
        channel.close();
      }
    }
  }

  private static SocketChannel sendGarbage(LinkAddress.UnixSocket address, Random random)
      throws IOException {
    byte[] garbage = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(garbage);
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(address.path()));
    try {
      channel.write(ByteBuffer.wrap(garbage));
    } catch (IOException e) {
      // The server may have hung up on the first bytes already, which is what is wanted of it.
      assertThat(e).isNotNull();
    }
    return channel;
  }

  @Test
  void shouldShareASocketWithOtherPipelines() throws Exception {
    LinkAddress.UnixSocket address = new LinkAddress.UnixSocket(folder.resolve("control.sock"));
    PipelineSettings settings = PipelineSettings.defaults().withServiceTime(Duration.ZERO);
    Watcher watcher = new Watcher(new CountDownLatch(0));
    EventHandlerProvider handler = EventHandlers.named(MockResourceHandler.NAME);
    try (Pipeline<byte[]> pipeline = Pipeline.start(settings, handler)) {
      LinkServer link = pipeline.listen(address);
      Pipeline<byte[]> mails =
          Pipeline.start(settings.withName("mails").withWorkers(1, 2), handler);
      try (mails;
          LinkClient client = connect(address, watcher)) {
        assertThatThrownBy(() -> pipeline.reportTo(link))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("already shows a source 'weir'");
        mails.reportTo(link);
        while (client.sources().size() < 2) {
          Thread.onSpinWait();
        }
        assertThat(client.sources()).containsExactly(pipeline.source(), mails.source());
        client.send("mails", new Command.ResizeWorkers(2)).get(20, TimeUnit.SECONDS);
        assertThat(mails.workers().requested()).isEqualTo(2);
        assertThat(pipeline.workers().requested()).isEqualTo(1);

        mails.close();
        while (client.sources().size() > 1) {
          Thread.onSpinWait();
        }
        assertThat(client.sources()).containsExactly(pipeline.source());
        assertThatThrownBy(() -> mails.reportTo(link)).isInstanceOf(IllegalStateException.class);
        assertThat(client.send("weir", new Command.ResizeWorkers(3)).get(20, TimeUnit.SECONDS))
            .isEqualTo(new CommandOutcome.Accepted());
      }
    }
  }

  @Test
  void shouldBePausedResumedAndRefusedOverItsSocket() throws Exception {
    LinkAddress.UnixSocket address = new LinkAddress.UnixSocket(folder.resolve("control.sock"));
    Watcher watcher = new Watcher(new CountDownLatch(0));
    PipelineSettings settings =
        PipelineSettings.defaults().withWorkers(1, 8).withServiceTime(Duration.ZERO);
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(settings, EventHandlers.named(MockResourceHandler.NAME))) {
      pipeline.listen(address);
      try (LinkClient client = connect(address, watcher)) {
        CommandOutcome refused =
            client.send("weir", new Command.ResizeWorkers(1_000_000)).get(20, TimeUnit.SECONDS);
        assertThat(refused)
            .isEqualTo(
                new CommandOutcome.Refused("workers must be between 0 and 8, and 1000000 is not"));
        assertThat(pipeline.workers().requested()).isEqualTo(1);

        client.send("weir", new Command.ResizeWorkers(0)).get(20, TimeUnit.SECONDS);
        pipeline.publish(EMPTY);
        assertThat(pipeline.totals().backlog()).isEqualTo(1);
        client.send("weir", new Command.ResizeWorkers(1)).get(20, TimeUnit.SECONDS);
        assertThat(pipeline.drain(PATIENCE).left()).isZero();
      }
    }
  }
}
