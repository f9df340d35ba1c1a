package weir.core.link;

import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.figures.Source;

/** A source that a {@link LinkServer} shows, from its addition until it is closed. Thread-safe. */
public final class PublishedSource implements SnapshotSink, AutoCloseable {

  private final Sources sources;

  /** Written under the lock of the sources. */
  private volatile Source source;

  PublishedSource(Sources sources, Source source) {
    this.sources = sources;
    this.source = source;
  }

  /**
   * What clients are told of it.
   *
   * @return the source, as it was added or described last
   */
  public Source source() {
    return source;
  }

  /**
   * Says anew what it is, and tells all clients; its past stays. Once this is closed it does
   * nothing.
   *
   * @param next of the same name
   * @throws IllegalArgumentException if it has another name
   */
  public void describe(Source next) {
    if (!next.name().equals(source.name())) {
      throw new IllegalArgumentException(
          "a source keeps its name: " + next.name() + " is not " + source.name());
    }
    sources.describe(this, next);
  }

  /** Called under the lock of the sources. */
  void set(Source next) {
    source = next;
  }

  /**
   * Sends a snapshot to all clients. Once this is closed it does nothing.
   *
   * @param snapshot the newest figures
   * @throws IllegalArgumentException if they are another source's
   */
  @Override
  public void publish(Snapshot snapshot) {
    if (!snapshot.source().equals(source.name())) {
      throw new IllegalArgumentException(
          "a snapshot of " + snapshot.source() + " is none of " + source.name());
    }
    sources.publish(this, snapshot);
  }

  /**
   * Tells all clients of a change, and keeps it for those that come later. Once this is closed it
   * does nothing.
   *
   * @param change what was changed
   * @throws IllegalArgumentException if it is another source's
   */
  @Override
  public void tell(Change change) {
    if (!change.source().equals(source.name())) {
      throw new IllegalArgumentException(
          "a change of " + change.source() + " is none of " + source.name());
    }
    sources.tell(this, change);
  }

  /**
   * Sends all clients single events, and keeps them for those that come later. Once this is closed
   * it does nothing.
   *
   * @param sample the latest
   * @throws IllegalArgumentException if they are another source's
   */
  @Override
  public void tell(DepthSample sample) {
    if (!sample.source().equals(source.name())) {
      throw new IllegalArgumentException(
          "events of " + sample.source() + " are none of " + source.name());
    }
    sources.tell(this, sample);
  }

  /**
   * Whether this keeps the past for clients that come later.
   *
   * @return true until it is closed
   */
  @Override
  public boolean keepsThePast() {
    return sources.keepThePast(this);
  }

  @Override
  public boolean hasReceivers() {
    return sources.haveReceivers(this);
  }

  /**
   * Takes the source from the list; clients get what was published before. Its name is free again.
   * Idempotent.
   */
  @Override
  public void close() {
    sources.remove(this);
  }
}
