package weir.agent;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.Command.ResizeWorkers;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkListener;

/** A client that waits for what it is shown. */
final class Panel implements LinkListener, AutoCloseable {

  private final Predicate<Snapshot> wanted;
  private final CountDownLatch seen = new CountDownLatch(1);
  private final CountDownLatch listed = new CountDownLatch(1);
  private final String name;

  /** Written by the thread that reads before it counts down; of several, any is as good. */
  private volatile @Nullable Snapshot found;

  private final LinkClient client;

  Panel(TargetJvm target, String name, Predicate<Snapshot> wanted) throws Exception {
    this.name = name;
    this.wanted = wanted;
    client =
        LinkClient.connect(
            new LinkAddress.UnixSocket(target.socket()), "test", Duration.ofSeconds(5), this);
  }

  @Override
  public void onSources(List<Source> sources) {
    if (sources.stream().anyMatch(source -> source.name().equals(name))) {
      listed.countDown();
    }
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    if (snapshot.source().equals(name) && wanted.test(snapshot)) {
      found = snapshot;
      seen.countDown();
    }
  }

  @Override
  public void onClosed(String reason) {}

  boolean hasSeen() {
    return seen.getCount() == 0;
  }

  /** Waits for what is wanted; the snapshot that was it. */
  Snapshot await() throws InterruptedException {
    listed.await();
    seen.await();
    return Objects.requireNonNull(found);
  }

  Source source() {
    return client.sources().stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  CommandOutcome resize(int workers) throws Exception {
    return client.send(name, new ResizeWorkers(workers)).get();
  }

  @Override
  public void close() {
    client.close();
  }
}
