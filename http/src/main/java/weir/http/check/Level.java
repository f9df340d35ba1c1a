package weir.http.check;

import java.util.Optional;
import java.util.OptionalLong;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;

/** Figures that stand at some level at each moment. */
enum Level {
  BACKLOG(Unit.COUNT) {
    @Override
    OptionalLong of(Snapshot snapshot) {
      return OptionalLong.of(snapshot.ledger().backlog());
    }
  },
  IN_FLIGHT(Unit.COUNT) {
    @Override
    OptionalLong of(Snapshot snapshot) {
      return OptionalLong.of(snapshot.ledger().inFlight());
    }
  },
  OLDEST(Unit.DURATION) {
    @Override
    OptionalLong of(Snapshot snapshot) {
      return snapshot.oldestWaitingNanos();
    }
  },
  WORKERS(Unit.COUNT) {
    @Override
    OptionalLong of(Snapshot snapshot) {
      return number(snapshot.workers().map(WorkerCount::effective));
    }
  },
  RESOURCE_IN_USE(Unit.COUNT) {
    @Override
    OptionalLong of(Snapshot snapshot) {
      return number(snapshot.resource().map(ResourceUse::inUse));
    }
  },
  RESOURCE_WAITING(Unit.COUNT) {
    @Override
    OptionalLong of(Snapshot snapshot) {
      return number(snapshot.resource().map(ResourceUse::waiting));
    }
  };

  private final Unit unit;

  Level(Unit unit) {
    this.unit = unit;
  }

  Unit unit() {
    return unit;
  }

  abstract OptionalLong of(Snapshot snapshot);

  private static OptionalLong number(Optional<Integer> value) {
    return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
  }
}
