package weir.core.link;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/** Keeps what it hears. */
final class RecordingListener implements LinkListener {

  final BlockingQueue<Snapshot> snapshots = new LinkedBlockingQueue<>();
  final BlockingQueue<String> closings = new LinkedBlockingQueue<>();

  final BlockingQueue<List<Source>> lists = new LinkedBlockingQueue<>();

  @Override
  public void onSources(List<Source> sources) {
    lists.add(sources);
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    snapshots.add(snapshot);
  }

  @Override
  public void onClosed(String reason) {
    closings.add(reason);
  }

  Snapshot nextSnapshot() throws InterruptedException {
    return Await.nonNull(snapshots.poll(20, TimeUnit.SECONDS), "a snapshot");
  }

  List<Source> nextList() throws InterruptedException {
    return Await.nonNull(lists.poll(20, TimeUnit.SECONDS), "a list of sources");
  }

  String nextClosing() throws InterruptedException {
    return Await.nonNull(closings.poll(20, TimeUnit.SECONDS), "the end of the connection");
  }
}
