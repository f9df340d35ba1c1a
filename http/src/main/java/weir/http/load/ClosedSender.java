package weir.http.load;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.http.load.LoadSettings.Pattern;

/** Each connection is a client that waits for its answer, thinks, and sends again. */
final class ClosedSender implements Sender {

  private final Pattern.Closed pattern;
  private final List<LoadConnection> clients;

  /**
   * Those whose time to think runs; that their connection is opened again does not start another.
   */
  private final Set<LoadConnection> thinking = new HashSet<>();

  /** Those that have thought, and send once their connection is open. */
  private final Set<LoadConnection> due = new HashSet<>();

  private long sent;
  private boolean over;

  ClosedSender(Pattern.Closed pattern, List<LoadConnection> clients) {
    this.pattern = pattern;
    this.clients = clients;
  }

  @Override
  public void start(LoadRun run) {
    clients.forEach(client -> sendNext(run, client));
  }

  @Override
  public long sendDue(LoadRun run, long elapsedNanos) {
    over |= elapsedNanos >= pattern.durationNanos();
    return NEVER;
  }

  @Override
  public void ready(LoadRun run, LoadConnection client) {
    if (due.remove(client) || pattern.thinkNanos() == 0) {
      sendNext(run, client);
    } else if (thinking.add(client)) {
      run.later(() -> thought(run, client), pattern.thinkNanos());
    }
  }

  private void thought(LoadRun run, LoadConnection client) {
    thinking.remove(client);
    sendNext(run, client);
  }

  private void sendNext(LoadRun run, LoadConnection client) {
    long elapsedNanos = run.elapsedNanos();
    over |= sent >= pattern.count() || elapsedNanos >= pattern.durationNanos();
    if (over) {
      return;
    }
    if (client.isOpen()) {
      sent++;
      run.send(client, elapsedNanos, false);
    } else {
      due.add(client);
    }
  }

  @Override
  public void lost(LoadConnection client) {
    // It is ready again once it is open again.
  }

  @Override
  public void giveUp(LoadRun run, long intendedBefore) {
    // A client that has no connection sends nothing, so that nothing waits.
  }

  @Override
  public void stop(long nowNanos) {
    over = true;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public long behindNanos(long nowNanos) {
    return 0;
  }

  /** Its answers decide how long so many requests take. */
  @Override
  public long endNanos(long nowNanos) {
    return Math.min(nowNanos, pattern.durationNanos());
  }
}
