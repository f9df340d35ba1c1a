package weir.desktop.model;

/**
 * Something that happened, to be marked on the time axis.
 *
 * @param uptimeNanos when, on the server's uptime
 * @param label what, in a few characters, e.g. {@code 1→3}
 */
public record Marker(long uptimeNanos, String label) {}
