package weir.core.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.core.figures.DepthSample;

/** The events that ended last, one by one. Confined to the thread that holds the sampler's lock. */
final class DepthTrail {

  private final long[] depths = new long[DepthSample.MOST];
  private final long[] responseMicros = new long[DepthSample.MOST];

  /** Events added since the last reset: the next one's place is the rest by the length. */
  private long added;

  private boolean news;

  /** Adds the events from a place on up to another, but for those whose depth nobody knows. */
  void add(long[] newDepths, long[] newResponseMicros, int from, int to) {
    for (int event = from; event < to; event++) {
      if (newDepths[event] != WorkerRecorder.UNKNOWN_DEPTH) {
        int place = (int) (added % DepthSample.MOST);
        depths[place] = newDepths[event];
        responseMicros[place] = newResponseMicros[event];
        added++;
        news = true;
      }
    }
  }

  void clear() {
    news |= added > 0;
    added = 0;
  }

  /** The events, the oldest first; empty if they are the same as at the last call. */
  Optional<List<DepthSample.Point>> takeNews() {
    if (!news) {
      return Optional.empty();
    }
    news = false;
    List<DepthSample.Point> points = new ArrayList<>();
    for (long event = Math.max(0, added - DepthSample.MOST); event < added; event++) {
      int place = (int) (event % DepthSample.MOST);
      points.add(new DepthSample.Point(depths[place], responseMicros[place]));
    }
    return Optional.of(points);
  }
}
