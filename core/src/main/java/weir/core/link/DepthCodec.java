package weir.core.link;

import java.util.ArrayList;
import java.util.List;
import weir.core.figures.DepthSample;

/** Single events in a frame. */
final class DepthCodec {

  private DepthCodec() {}

  static BodyWriter encode(BodyWriter out, DepthSample sample) {
    out.putString(sample.source()).putInt(sample.points().size());
    for (DepthSample.Point point : sample.points()) {
      out.putLong(point.depth()).putLong(point.responseMicros());
    }
    return out;
  }

  static DepthSample decode(BodyReader in) throws LinkException {
    String source = in.getString();
    int size = in.getInt();
    if (size < 0 || size > DepthSample.MOST) {
      throw new LinkException("malformed frame: it holds " + size + " single events");
    }
    List<DepthSample.Point> points = new ArrayList<>(size);
    for (int place = 0; place < size; place++) {
      points.add(in.getChecked(part -> new DepthSample.Point(part.getLong(), part.getLong())));
    }
    return new DepthSample(source, points);
  }
}
