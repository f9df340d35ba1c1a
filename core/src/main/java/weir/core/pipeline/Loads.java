package weir.core.pipeline;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.Optional;
import weir.core.figures.Change;
import weir.core.figures.LoadFigures;
import weir.core.telemetry.ChangeLog;

/** Starts and stops loads, and tells of both as changes. Thread-safe. */
final class Loads {

  private static final String NONE = "no load";

  private final LoadGenerator generator;
  private final ChangeLog changes;

  /** What is sent, as it was told. */
  @GuardedBy("this")
  private String told = NONE;

  @GuardedBy("this")
  private long number;

  Loads(LoadGenerator generator, ChangeLog changes) {
    this.generator = generator;
    this.changes = changes;
  }

  /** Holds the lock meanwhile: a load that ends at once is told of after its start. */
  synchronized void start(Map<String, String> settings, String who) {
    long mine = number + 1;
    String what = generator.start(settings, how -> ended(mine, how));
    number = mine;
    tell(who, "load " + what);
  }

  synchronized void stop(String who) {
    generator.stop();
    tell(who, NONE);
  }

  /** By itself, unless it was stopped before. */
  private synchronized void ended(long which, String how) {
    if (which == number && !told.equals(NONE)) {
      tell(Change.ITSELF, how.isEmpty() ? NONE : NONE + ": " + how);
      told = NONE;
    }
  }

  @GuardedBy("this")
  private void tell(String who, String what) {
    changes.add(Change.Kind.OTHER, who, told, what);
    told = what;
  }

  Optional<LoadFigures> figures() {
    return generator.figures();
  }
}
