package weir.desktop.client;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;

/** How the watch stands with one server. All of it is guarded by the watch. */
final class WatchedServer {

  private static final long FIRST_RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int MOST_DOUBLINGS = 6;
  private static final long PASSED_OVER_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** So long a server that is gone is still to be seen. */
  private static final long SEEN_GONE_NANOS = TimeUnit.MINUTES.toNanos(1);

  final ServerTrack track;

  /** Whether somebody has added it by hand. */
  boolean added;

  /** Whether it is in the folder. */
  boolean found;

  /** Whether the panel itself is connected to it. */
  boolean shown;

  /** Whether an attempt is under way. */
  boolean connecting;

  @Nullable LinkClient client;
  @Nullable LightConnection connection;

  private Object version = "";
  private int failures;
  private long retryAtNanos;
  private long goneAtNanos;

  WatchedServer(LinkAddress address, GroupTracks groups, long nowNanos) {
    track = new ServerTrack(address, groups);
    retryAtNanos = nowNanos;
  }

  LinkAddress address() {
    return track.address();
  }

  /** Another server may have taken the place: then it is worth asking at once. */
  void lookedAt(Object now, long nowNanos) {
    if (!version.equals(now)) {
      version = now;
      failures = 0;
      retryAtNanos = nowNanos;
    }
  }

  boolean isDue(long nowNanos) {
    return !shown && !connecting && client == null && nowNanos - retryAtNanos >= 0;
  }

  /** Those that have failed less come first. */
  int failures() {
    return failures;
  }

  void connected(LinkClient established, LightConnection heard) {
    client = established;
    connection = heard;
    failures = 0;
    track.become(new ServerState.Here(established.server()));
  }

  /** No connection could be made. */
  void failed(String reason, long nowNanos) {
    retryLater(nowNanos);
    become(ServerState.without(reason), nowNanos);
  }

  /** A connection has ended. */
  void lost(String reason, long nowNanos) {
    client = null;
    connection = null;
    retryLater(nowNanos);
    become(new ServerState.Gone(reason), nowNanos);
  }

  /** It answers, and there are enough others to listen to. */
  void passOver(long nowNanos) {
    retryAtNanos = nowNanos + PASSED_OVER_NANOS;
    track.become(new ServerState.NotWatched());
  }

  private void become(ServerState state, long nowNanos) {
    if (state instanceof ServerState.Gone && !(track.state() instanceof ServerState.Gone)) {
      goneAtNanos = nowNanos;
    }
    track.become(state);
  }

  private void retryLater(long nowNanos) {
    retryAtNanos = nowNanos + (FIRST_RETRY_NANOS << Math.min(failures, MOST_DOUBLINGS));
    failures++;
  }

  /** The panel itself connects to it, and tells the track. */
  void show() {
    shown = true;
  }

  /** The panel has turned to another. */
  void release(long nowNanos) {
    shown = false;
    failures = 0;
    retryAtNanos = nowNanos;
    goneAtNanos = nowNanos;
  }

  /** Sockets that dead servers have left behind are no news; a server that dies is. */
  boolean isListed(long nowNanos) {
    ServerState state = track.state();
    return added
        || shown
        || (state instanceof ServerState.Gone
            ? track.wasHere() && nowNanos - goneAtNanos < SEEN_GONE_NANOS
            : track.wasHere() || !(state instanceof ServerState.Looking));
  }

  /** Whether nothing is lost when it is forgotten. */
  boolean isDone(long nowNanos) {
    return !found && !connecting && client == null && !isListed(nowNanos);
  }
}
