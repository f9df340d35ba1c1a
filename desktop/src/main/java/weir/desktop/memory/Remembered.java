package weir.desktop.memory;

import java.util.Optional;

/**
 * How the panel was left.
 *
 * @param window where its window was; empty for nowhere in particular
 * @param theme name of the look that was chosen; empty for the system's
 * @param span name of the width of the time axis; empty for the usual one
 * @param tab name of the tab on show; empty for the first
 */
public record Remembered(
    Optional<Window> window, Optional<String> theme, Optional<String> span, Optional<String> tab) {

  /** Nobody has seen the panel before. */
  public static final Remembered NOTHING =
      new Remembered(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

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
