package weir.desktop.model;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** A change that this panel made and the server accepted: it can be taken back. */
sealed interface OwnChange permits OwnChange.Workers, OwnChange.Resource {

  /** The change that takes this one back. */
  OwnChange inverse();

  /** What is in force after it, e.g. {@code 3 workers}. */
  String result();

  /** Whether nothing is different after it. */
  boolean isNone();

  /**
   * Another number of workers.
   *
   * @param from requested before
   * @param to requested since
   */
  record Workers(int from, int to) implements OwnChange {

    @Override
    public OwnChange inverse() {
      return new Workers(to, from);
    }

    @Override
    public String result() {
      return text(to);
    }

    @Override
    public boolean isNone() {
      return from == to;
    }

    /** A number of workers in words. */
    static String text(int workers) {
      return String.format(Locale.ROOT, "%d worker%s", workers, workers == 1 ? "" : "s");
    }
  }

  /**
   * Other settings of the resource; both have the same keys.
   *
   * @param from a text for each changed setting, as it was
   * @param to the same, as it is since
   */
  record Resource(Map<String, String> from, Map<String, String> to) implements OwnChange {

    /** Keeps the maps from changing; they stay in order. */
    public Resource {
      from = new LinkedHashMap<>(from);
      to = new LinkedHashMap<>(to);
    }

    @Override
    public OwnChange inverse() {
      return new Resource(to, from);
    }

    @Override
    public String result() {
      StringJoiner text = new StringJoiner(", ");
      to.forEach((key, value) -> text.add(key + " " + value));
      return text.toString();
    }

    @Override
    public boolean isNone() {
      return from.equals(to);
    }
  }
}
