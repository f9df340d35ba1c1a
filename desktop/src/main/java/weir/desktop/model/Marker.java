package weir.desktop.model;

import java.util.Optional;
import weir.core.figures.Change;

/**
 * Something that was changed, to be marked on the time axis.
 *
 * @param uptimeNanos when, on the server's uptime
 * @param epochMillis when, in milliseconds since 1970 UTC
 * @param kind what kind of thing was changed
 * @param who who changed it; empty where it was only seen
 * @param from what it was before; empty where it was only seen that something was changed
 * @param to what it is now; empty as well then
 */
public record Marker(
    long uptimeNanos,
    long epochMillis,
    Change.Kind kind,
    Optional<String> who,
    String from,
    String to) {

  /** Of a change that the source tells of. */
  static Marker told(Change change) {
    return new Marker(
        change.uptimeNanos(),
        change.epochMillis(),
        change.kind(),
        Optional.of(change.who()),
        change.from(),
        change.to());
  }
}
