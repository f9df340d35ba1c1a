package weir.core.watch;

import java.util.function.BooleanSupplier;
import weir.core.figures.SinceStart;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/** Something that is seen by looking at it from outside: by an agent. Thread-safe. */
public final class Sight implements Watched {

  private final WatchedSource source;
  private final BooleanSupplier undo;

  Sight(WatchedSource source, BooleanSupplier undo) {
    this.source = source;
    this.undo = undo;
  }

  /**
   * Whether it is still watched: not once it was closed, is gone, or has ended a while ago.
   *
   * @return whether
   */
  public boolean isOpen() {
    return source.isOpen();
  }

  /**
   * Gives it the size that it had, if it was resized by this.
   *
   * @return whether it was
   */
  public boolean undo() {
    return undo.getAsBoolean();
  }

  @Override
  public Source source() {
    return source.source();
  }

  @Override
  public Snapshot snapshot() {
    return source.snapshot();
  }

  @Override
  public SinceStart sinceStart() {
    return source.sinceStart();
  }

  @Override
  public void resizeTo(int workers) {
    source.resizeTo(workers);
  }

  @Override
  public void close() {
    source.close();
  }
}
