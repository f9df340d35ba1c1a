package weir.core.watch;

import weir.core.figures.SinceStart;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/** A ring that is watched. Thread-safe. */
public final class WatchedRing implements Watched {

  private final Watched watched;
  private final RingSubject ring;

  WatchedRing(Watched watched, RingSubject ring) {
    this.watched = watched;
    this.ring = ring;
  }

  /**
   * How far the ring and each of its consumers are.
   *
   * @return figures of about the same moment
   */
  public RingFigures figures() {
    return ring.figures();
  }

  @Override
  public Source source() {
    return watched.source();
  }

  @Override
  public Snapshot snapshot() {
    return watched.snapshot();
  }

  @Override
  public SinceStart sinceStart() {
    return watched.sinceStart();
  }

  @Override
  public void resizeTo(int workers) {
    watched.resizeTo(workers);
  }

  @Override
  public void close() {
    watched.close();
  }
}
