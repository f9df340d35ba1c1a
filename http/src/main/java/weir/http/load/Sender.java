package weir.http.load;

import java.util.List;
import weir.http.load.LoadSettings.Pattern;

/** Decides when which connection sends. Confined to the event loop of its run. */
sealed interface Sender permits OpenSender, ClosedSender {

  /** As a time: never. */
  long NEVER = Long.MAX_VALUE;

  /** The sender of a pattern over some connections, which may be opened later. */
  static Sender of(Pattern pattern, List<LoadConnection> connections) {
    return switch (pattern) {
      case Pattern.Open open -> new OpenSender(open.schedule(), connections);
      case Pattern.Closed closed -> new ClosedSender(closed, connections);
    };
  }

  /** Sends what is due at the start; every connection is open. */
  void start(LoadRun run);

  /**
   * Sends what is due.
   *
   * @param run that sends it
   * @param elapsedNanos since the start
   * @return when there is next something due, since the start; {@link #NEVER} if answers decide
   */
  long sendDue(LoadRun run, long elapsedNanos);

  /** A connection can take a request. */
  void ready(LoadRun run, LoadConnection connection);

  /** A connection has closed that had no request under way. */
  void lost(LoadConnection connection);

  /**
   * Gives up what has waited for a connection for too long.
   *
   * @param run that counts it
   * @param intendedBefore what was meant for an earlier time, since the start
   */
  void giveUp(LoadRun run, long intendedBefore);

  /** Sends nothing more. */
  void stop();

  /** Whether nothing more will be sent. */
  boolean isOver();

  /** Requests whose time has come and for which no connection is free. */
  int waiting();
}
