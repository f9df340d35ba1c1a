package weir.desktop.memory;

import java.util.List;
import java.util.Optional;

/**
 * How the panel was left.
 *
 * @param window where its window was; empty for nowhere in particular
 * @param theme name of the look that was chosen; empty for the system's
 * @param span name of the width of the time axis; empty for the usual one
 * @param tab name of the tab on show; empty for the first
 * @param servers which servers it knew
 */
public record Remembered(
    Optional<Window> window,
    Optional<String> theme,
    Optional<String> span,
    Optional<String> tab,
    Servers servers) {

  /** Nobody has seen the panel before. */
  public static final Remembered NOTHING =
      new Remembered(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Servers.NONE);

  /**
   * The same with another tab on show.
   *
   * @param other its name; empty for the first
   * @return the state
   */
  public Remembered withTab(Optional<String> other) {
    return new Remembered(window, theme, span, other, servers);
  }

  /**
   * The same with another look.
   *
   * @param other name of the look; empty for the system's
   * @return a copy
   */
  public Remembered withTheme(Optional<String> other) {
    return new Remembered(window, other, span, tab, servers);
  }

  /**
   * The servers that it knew, as {@link weir.core.link.LinkAddresses#parse(String)} reads them.
   *
   * @param last the last one on show; empty for none
   * @param group the group on show, if it was none of them
   * @param added those added by hand
   * @param listShown whether their list was wanted; empty if nobody said so
   */
  public record Servers(
      Optional<String> last,
      Optional<String> group,
      List<String> added,
      Optional<Boolean> listShown) {

    /** It knew none. */
    public static final Servers NONE =
        new Servers(Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    /** Keeps the list from changing. */
    public Servers {
      added = List.copyOf(added);
    }
  }

  /**
   * Where a window was, in pixels of the screen's scale.
   *
   * @param x left edge
   * @param y upper edge
   * @param width more than 0
   * @param height more than 0
   * @param maximized whether it filled the screen; the rest is what it had before
   */
  public record Window(double x, double y, double width, double height, boolean maximized) {}
}
