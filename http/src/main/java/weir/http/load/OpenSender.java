package weir.http.load;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Sends when it is time, whatever the answers; what finds no free connection waits for one. Those
 * that wait are the next ones of the schedule, and need no place but there: memory stays the same
 * however many they are.
 */
final class OpenSender implements Sender {

  /** Given up at once: about a tenth of a millisecond, in which no answer is read. */
  private static final int MOST_GIVEN_UP = 2_000;

  private static final long NOT_STOPPED = Long.MAX_VALUE;

  private final Schedule schedule;
  private final List<LoadConnection> connections;
  private final ArrayDeque<LoadConnection> free = new ArrayDeque<>();

  /** When the first that has not been sent was meant to be, since the start. */
  private long nextNanos = Schedule.END;

  private long stoppedNanos = NOT_STOPPED;

  OpenSender(Schedule schedule, List<LoadConnection> connections) {
    this.schedule = schedule;
    this.connections = connections;
  }

  @Override
  public void start(LoadRun run) {
    connections.stream().filter(LoadConnection::isOpen).forEach(free::add);
    advance();
  }

  private void advance() {
    nextNanos = schedule.nextNanos();
    if (nextNanos > stoppedNanos) {
      nextNanos = Schedule.END;
    }
  }

  private boolean isDue(long elapsedNanos) {
    return nextNanos != Schedule.END && nextNanos <= elapsedNanos && stoppedNanos == NOT_STOPPED;
  }

  @Override
  public long sendDue(LoadRun run, long elapsedNanos) {
    while (isDue(elapsedNanos) && !free.isEmpty()) {
      sendNext(run, free.removeFirst(), false);
    }
    return nextNanos == Schedule.END ? NEVER : nextNanos;
  }

  private void sendNext(LoadRun run, LoadConnection connection, boolean waited) {
    long intendedNanos = nextNanos;
    advance();
    run.send(connection, intendedNanos, waited);
  }

  @Override
  public void ready(LoadRun run, LoadConnection connection) {
    // If another is free, nothing waits for a connection: it is the generator that is late.
    if (free.isEmpty() && isDue(run.elapsedNanos())) {
      sendNext(run, connection, true);
    } else {
      free.addFirst(connection);
    }
  }

  @Override
  public void lost(LoadConnection connection) {
    free.remove(connection);
  }

  @Override
  public void giveUp(LoadRun run, long intendedBefore) {
    long before = stoppedNanos == NOT_STOPPED ? intendedBefore : Long.MAX_VALUE;
    for (int given = 0; given < MOST_GIVEN_UP; given++) {
      if (nextNanos == Schedule.END || nextNanos >= before) {
        return;
      }
      run.unsent(nextNanos);
      advance();
    }
  }

  @Override
  public void stop(long nowNanos) {
    if (stoppedNanos == NOT_STOPPED) {
      stoppedNanos = nowNanos;
      if (nextNanos > nowNanos) {
        nextNanos = Schedule.END;
      }
    }
  }

  @Override
  public boolean isOver() {
    return nextNanos == Schedule.END;
  }

  @Override
  public long behindNanos(long nowNanos) {
    return nextNanos == Schedule.END ? 0 : Math.max(0, nowNanos - nextNanos);
  }

  @Override
  public long endNanos(long nowNanos) {
    return Math.min(stoppedNanos, schedule.endNanos());
  }
}
