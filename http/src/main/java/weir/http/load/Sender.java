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

  /** Sends what is due at the start. A connection that is not open then is ready later. */
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
   * Gives up some of what has waited for a connection for too long, or was due when it was stopped.
   *
   * @param run that counts it
   * @param intendedBefore what was meant for an earlier time, since the start
   */
  void giveUp(LoadRun run, long intendedBefore);

  /**
   * Sends nothing more.
   *
   * @param nowNanos what was meant for a later time, since the start, is no part of the load then
   */
  void stop(long nowNanos);

  /** Whether nothing more will be sent or given up. */
  boolean isOver();

  /** How long the request that is next has waited for a connection. */
  long behindNanos(long nowNanos);

  /**
   * When the load was meant to end.
   *
   * @param nowNanos the end of the run, since the start
   * @return nanoseconds since the start; known once it is over
   */
  long endNanos(long nowNanos);
}
