package weir.http.load;

import java.util.ArrayDeque;
import java.util.List;

/** Sends when it is time, whatever the answers; what finds no free connection waits for one. */
final class OpenSender implements Sender {

  private final Schedule schedule;
  private final List<LoadConnection> connections;
  private final ArrayDeque<LoadConnection> free = new ArrayDeque<>();

  /** Intended times, since the start. */
  private final ArrayDeque<Long> waiting = new ArrayDeque<>();

  private long nextNanos = Schedule.END;

  OpenSender(Schedule schedule, List<LoadConnection> connections) {
    this.schedule = schedule;
    this.connections = connections;
  }

  @Override
  public void start(LoadRun run) {
    free.addAll(connections);
    nextNanos = schedule.nextNanos();
  }

  @Override
  public long sendDue(LoadRun run, long elapsedNanos) {
    while (nextNanos != Schedule.END && nextNanos <= elapsedNanos) {
      LoadConnection connection = free.pollFirst();
      if (connection == null) {
        waiting.add(nextNanos);
      } else {
        run.send(connection, nextNanos, false);
      }
      nextNanos = schedule.nextNanos();
    }
    return nextNanos == Schedule.END ? NEVER : nextNanos;
  }

  @Override
  public void ready(LoadRun run, LoadConnection connection) {
    Long intendedNanos = waiting.pollFirst();
    if (intendedNanos == null) {
      free.addFirst(connection);
    } else {
      run.send(connection, intendedNanos, true);
    }
  }

  @Override
  public void lost(LoadConnection connection) {
    free.remove(connection);
  }

  @Override
  public void giveUp(LoadRun run, long intendedBefore) {
    Long oldest;
    while ((oldest = waiting.peekFirst()) != null && oldest < intendedBefore) {
      waiting.removeFirst();
      run.unsent(oldest);
    }
  }

  @Override
  public void stop() {
    nextNanos = Schedule.END;
    waiting.clear();
  }

  @Override
  public boolean isOver() {
    return nextNanos == Schedule.END && waiting.isEmpty();
  }

  @Override
  public int waiting() {
    return waiting.size();
  }
}
