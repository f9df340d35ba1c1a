package weir.core.telemetry;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;

/** Keeps what it gets. */
final class FakeSink implements SnapshotSink {
  final BlockingQueue<Snapshot> received = new LinkedBlockingQueue<>();
  volatile boolean listening = true;

  @Override
  public void publish(Snapshot snapshot) {
    received.add(snapshot);
  }

  @Override
  public boolean hasReceivers() {
    return listening;
  }
}
