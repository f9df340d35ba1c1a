package weir.desktop.view;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Paint;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;

/** What a node looks like, as a PNG. */
final class Picture {

  /** As sharp as on a screen at 200 %. */
  private static final double SCALE = 2;

  private final WritableImage image;

  private Picture(WritableImage image) {
    this.image = image;
  }

  /**
   * Takes a picture; FX thread.
   *
   * @param node of what
   * @param paper what is behind it
   */
  static Picture of(Node node, Paint paper) {
    SnapshotParameters parameters = new SnapshotParameters();
    Bounds all = node.getLayoutBounds();
    // What sticks out is not seen in the window either.
    Bounds seen = node.localToParent(all);
    parameters.setViewport(
        new Rectangle2D(
            SCALE * seen.getMinX(),
            SCALE * seen.getMinY(),
            SCALE * all.getWidth(),
            SCALE * all.getHeight()));
    parameters.setFill(paper);
    parameters.setTransform(Transform.scale(SCALE, SCALE));
    return new Picture(node.snapshot(parameters, null));
  }

  /**
   * Writes it; any thread.
   *
   * @param out where to; not closed
   * @throws IOException if it can't be written
   */
  void writePng(OutputStream out) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] pixels = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    copy.setRGB(0, 0, width, height, pixels, 0, width);
    if (!ImageIO.write(copy, "png", out)) {
      throw new IOException("this Java writes no PNG");
    }
  }
}
