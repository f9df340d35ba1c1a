package weir.desktop.client;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.LinkListener;

/**
 * Hears a server for its rows in the list, and keeps nothing else of it. Called on the client's
 * reader thread alone, but for {@link #drop}.
 */
final class LightConnection implements LinkListener {

  /** For each source; an honest server sends half of it. */
  private static final int MOST_PER_SECOND = 40;

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ServerTrack track;
  private final BiConsumer<LightConnection, String> onEnd;
  private int sources;
  private int messages;
  private long secondNanos = System.nanoTime();

  /** Set by whoever ends the connection, read by the reader: what is under way then is dropped. */
  private volatile boolean dropped;

  /** Set by the reader at the end, read by whoever has connected. */
  private volatile boolean over;

  LightConnection(ServerTrack track, BiConsumer<LightConnection, String> onEnd) {
    this.track = track;
    this.onEnd = onEnd;
  }

  /** From now on the track is somebody else's. */
  void drop() {
    dropped = true;
  }

  /** Whether the connection has ended by itself. */
  boolean isOver() {
    return over;
  }

  @Override
  public void onSources(List<Source> list) {
    if (!dropped && sources == 0) {
      track.begin();
    }
    sources = Math.max(1, list.size());
    if (!dropped) {
      track.onSources(list);
    }
    holdBack();
  }

  @Override
  public void onPast(String source, List<Snapshot> snapshots, List<Change> changes) {
    if (!dropped) {
      track.onPast(source, snapshots);
    }
    holdBack();
  }

  @Override
  public void onSnapshot(Snapshot snapshot) {
    if (!dropped) {
      track.onSnapshot(snapshot);
    }
    holdBack();
  }

  @Override
  public void onChange(Change change) {
    holdBack();
  }

  @Override
  public void onDepths(DepthSample sample) {
    holdBack();
  }

  @Override
  public void onClosed(String reason) {
    over = true;
    onEnd.accept(this, reason);
  }

  /** Whoever sends more than anybody reads has to wait, and costs no more than others. */
  private void holdBack() {
    long now = System.nanoTime();
    if (now - secondNanos >= SECOND_NANOS) {
      secondNanos = now;
      messages = 0;
    }
    if (++messages > MOST_PER_SECOND * sources && !dropped) {
      LockSupport.parkNanos(SECOND_NANOS - (now - secondNanos));
    }
  }
}
