package weir.desktop.view;

/** Makes a chart's vertical axis. */
interface ChartAxis {

  /**
   * The axis for what is visible.
   *
   * @param range the visible values
   * @param nanos the time on show, by which an axis that has shrunk to fit is taken back
   */
  ValueAxis over(Layer.Range range, long nanos);
}
