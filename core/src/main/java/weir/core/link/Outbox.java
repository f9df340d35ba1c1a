package weir.core.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.core.figures.IntervalSum;
import weir.core.figures.Snapshot;

/**
 * What one client has yet to be sent: a short queue of replies, and a single slot for snapshots.
 *
 * <p>A snapshot that finds an older one unsent takes its place and adds the older one's interval to
 * its own, so a slow client loses resolution and no counts. The sum is kept unpacked: however long
 * the client stalls, a snapshot costs the publisher one addition of arrays, and the slot holds one
 * set of histograms. The client's writer packs the sum when it comes for it.
 *
 * <p>Thread-safe; only {@link #take()} waits.
 */
final class Outbox {

  private final int maxReplies;

  // All guarded by this.
  private final ArrayDeque<ServerMessage> replies = new ArrayDeque<>();
  private @Nullable Snapshot newest;
  private @Nullable IntervalSum sum; // over all unsent intervals, where there are at least two
  private ServerMessage.@Nullable Rejection farewell;
  private boolean finished;

  Outbox(int maxReplies) {
    this.maxReplies = maxReplies;
  }

  /**
   * Queues a reply.
   *
   * @return false if the client has left too many replies unread
   */
  synchronized boolean reply(ServerMessage reply) {
    if (finished) {
      return true;
    }
    if (replies.size() >= maxReplies) {
      return false;
    }
    replies.add(reply);
    notifyAll();
    return true;
  }

  synchronized void publish(Published next) {
    if (finished) {
      return;
    }
    Snapshot older = newest;
    if (older != null) {
      IntervalSum unsent = sum;
      if (unsent == null) {
        unsent = new IntervalSum(older.interval());
        sum = unsent;
      }
      unsent.add(next.unpacked());
    }
    newest = next.snapshot();
    notifyAll();
  }

  /**
   * Takes no more; what is queued can still be taken.
   *
   * @param last what to send at the very end; null for nothing. Only the first call counts.
   */
  synchronized void finish(ServerMessage.@Nullable Rejection last) {
    if (!finished) {
      finished = true;
      farewell = last;
      notifyAll();
    }
  }

  /**
   * Waits for something to send and takes all of it, replies first.
   *
   * @return the messages; empty once finished and drained
   */
  List<ServerMessage> take() throws InterruptedException {
    List<ServerMessage> batch = new ArrayList<>();
    Snapshot snapshot;
    IntervalSum unsent;
    ServerMessage.Rejection last;
    synchronized (this) {
      while (replies.isEmpty() && newest == null && !finished) {
        wait();
      }
      batch.addAll(replies);
      replies.clear();
      snapshot = newest;
      newest = null;
      unsent = sum;
      sum = null;
      last = farewell;
      farewell = null;
    }
    if (snapshot != null) {
      batch.add(
          new ServerMessage.SnapshotMessage(
              unsent == null ? snapshot : snapshot.withInterval(unsent.pack())));
    }
    if (last != null) {
      batch.add(last);
    }
    return batch;
  }
}
