package weir.desktop.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Change;
import weir.desktop.model.Marker;

/** How changes read: in a word or two above a chart, and in a sentence beside the cross-hair. */
final class MarkerText {

  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private MarkerText() {}

  /** When, on a wall clock and since the start: {@code 14:03:22 (+2 min 10 s)}. */
  static String time(long epochMillis, long uptimeNanos) {
    return LOCAL.format(Instant.ofEpochMilli(epochMillis)) + " (" + since(uptimeNanos) + ")";
  }

  private static String since(long uptimeNanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(uptimeNanos);
    String parts =
        (seconds >= 3_600 ? seconds / 3_600 + " h " : "")
            + (seconds >= 60 ? seconds / 60 % 60 + " min " : "")
            + seconds % 60
            + " s";
    return "+" + parts;
  }

  /** When, what and by whom. */
  static String sentence(Marker marker) {
    return time(marker.epochMillis(), marker.uptimeNanos())
        + ": "
        + what(marker)
        + marker.who().map(who -> ", by " + who).orElse("");
  }

  private static String what(Marker marker) {
    return switch (marker.kind()) {
      case WORKERS -> "workers " + count(marker.from()) + " → " + count(marker.to());
      case RESOURCE -> setting(marker.from(), marker.to());
      case FREEZE -> "resource " + marker.to();
      case RESET -> "statistics reset";
      case OTHER -> marker.from() + " → " + marker.to();
    };
  }

  /** Of one setting, its name stands once: {@code service-time 500 ms → 5 ms}. */
  private static String setting(String from, String to) {
    int name = from.indexOf(' ') + 1;
    boolean one = !from.contains(", ") && !to.contains(", ");
    return from
        + " → "
        + (one && name > 0 && to.startsWith(from.substring(0, name)) ? to.substring(name) : to);
  }

  /** {@code 3} of {@code 3 workers}. */
  private static String count(String workers) {
    int space = workers.indexOf(' ');
    return space < 0 ? workers : workers.substring(0, space);
  }

  /** What happened at markers that are too near each other for a label each. */
  static String label(List<Marker> near) {
    Marker first = near.getFirst();
    Marker last = near.getLast();
    boolean alike = near.stream().allMatch(marker -> marker.kind() == first.kind());
    if (!alike) {
      return near.size() + " changes";
    }
    if (first.kind() == Change.Kind.WORKERS) {
      String start = count(first.from());
      String end = count(last.to());
      // There and back again: the way there says more than nothing.
      String there = start.equals(end) ? "→" + count(first.to()) : "";
      return start + there + "→" + end;
    }
    return name(first.kind()) + (near.size() > 1 ? " ×" + near.size() : "");
  }

  private static String name(Change.Kind kind) {
    return switch (kind) {
      case WORKERS -> "workers";
      case RESOURCE -> "resource";
      case FREEZE -> "freeze";
      case RESET -> "reset";
      case OTHER -> "change";
    };
  }
}
