package weir.desktop.view;

/** A quantity that is only drawn where it is not zero all over the window. */
final class RareLayer implements Layer {

  private final Layer layer;
  private boolean there;

  RareLayer(Layer layer) {
    this.layer = layer;
  }

  @Override
  public void measure(Frame frame, Range range) {
    Range own = new Range();
    layer.measure(frame, own);
    there = !own.isEmpty() && own.largest() > 0;
    if (there) {
      range.include(own.largest());
    }
  }

  @Override
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    if (there) {
      layer.paint(frame, plot, sketch);
    }
  }
}
