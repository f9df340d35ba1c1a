package weir.http.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.link.RuntimeFolder;
import weir.http.client.CommandFailure;
import weir.http.client.GroupServers;
import weir.http.time.Deadline;

/** What became of the events of a group that is stopped. Used by one thread. */
final class GroupEnd implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GroupEnd.class);
  private static final Duration SETTLED_WITHIN = Duration.ofSeconds(8);

  /** What is said to have settled has been looked at within a second. */
  private static final Duration REST = Duration.ofMillis(1_200);

  private static final long LOOK_MILLIS = 100;

  private final @Nullable GroupServers servers;
  private final String why;

  private GroupEnd(@Nullable GroupServers servers, String why) {
    this.servers = servers;
    this.why = why;
  }

  /** Connects to all processes of the group while they live. */
  static GroupEnd of(String group) throws InterruptedException {
    try {
      return new GroupEnd(
          GroupServers.open(
              new RuntimeFolder(System.getenv(), System.getProperties()),
              List.of(),
              "weir cluster",
              group),
          "");
    } catch (CommandFailure e) {
      return new GroupEnd(null, String.valueOf(e.getMessage()));
    }
  }

  /** Whether there are any. */
  boolean isThere() {
    return servers != null;
  }

  /**
   * Has the workers that are left finish what they are at, and waits until the ledger is of one
   * moment.
   *
   * @param mayChange whether there is a broker, without which nothing comes to an end
   * @return the ledger, or why there is none, for people
   */
  String ledger(boolean mayChange) throws InterruptedException {
    GroupServers all = servers;
    if (all == null) {
      return "nobody is left to say what became of the events: " + why;
    }
    try {
      Snapshot now = all.next();
      Deadline deadline = Deadline.in(SETTLED_WITHIN);
      Deadline rest = Deadline.in(REST);
      while (mayChange && !deadline.isOver() && !(isAtRest(now) && rest.isOver())) {
        askToFinish(all);
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        now = all.next();
        if (!isAtRest(now)) {
          rest = Deadline.in(REST);
        }
      }
      return text(now);
    } catch (CommandFailure e) {
      return "nobody is left to say what became of the events: " + e.getMessage();
    }
  }

  private static void askToFinish(GroupServers servers) throws InterruptedException {
    try {
      servers.resize(0);
    } catch (CommandFailure e) {
      LOG.debug("Some have gone meanwhile; the next look leaves them out", e);
    }
  }

  private static boolean isAtRest(Snapshot snapshot) {
    return snapshot.journal().map(JournalFigures::settled).orElse(true)
        && snapshot.workers().map(WorkerCount::effective).orElse(0) == 0;
  }

  private static String text(Snapshot last) {
    Ledger ledger = last.ledger();
    Optional<JournalFigures> journal = last.journal();
    StringBuilder text = new StringBuilder("the group's ledger: ").append(ledger);
    if (ledger.inPipeline() > 0) {
      text.append("; ").append(ledger.inPipeline()).append(" are left in the topic");
    }
    journal
        .filter(figures -> figures.redelivered() > 0)
        .ifPresent(
            figures ->
                text.append("; ").append(figures.redelivered()).append(" given to a worker again"));
    if (!journal.map(JournalFigures::settled).orElse(true)) {
      text.append("; not settled");
    }
    return text.toString();
  }

  @Override
  public void close() {
    if (servers != null) {
      servers.close();
    }
  }
}
