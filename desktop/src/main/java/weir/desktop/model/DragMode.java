package weir.desktop.model;

/** What a drag over a chart does, where no key says otherwise. */
public enum DragMode {
  /** Shows the stretch that was dragged over. */
  ZOOM("zoom", "Drag to zoom in on a stretch; double-click goes back to the view before"),
  /** Moves the picture. */
  MOVE("move", "Drag to move in time (also: the middle button, or Alt and drag)"),
  /** Selects a stretch. */
  FIRST("A", "Drag to select the stretch A (also: Shift and drag)"),
  /** Selects another to compare it with. */
  SECOND("B", "Drag to select the stretch B, to compare with A (also: Ctrl and drag)");

  private final String label;
  private final String meaning;

  DragMode(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /**
   * Its name.
   *
   * @return a word or a letter
   */
  public String label() {
    return label;
  }

  /**
   * What it does, and what else does it.
   *
   * @return a sentence without its full stop
   */
  public String meaning() {
    return meaning;
  }
}
