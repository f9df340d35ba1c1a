package weir.core.link;

import weir.core.figures.ReplaySummary;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

/** Settings of the resource in a frame: the fields in the order of the record. */
final class ResourceCodec {

  private ResourceCodec() {}

  static BodyWriter encode(BodyWriter out, ResourceSettings settings) {
    return out.putLong(settings.serviceTimeNanos())
        .putString(settings.model().text())
        .putLong(settings.seed())
        .putInt(settings.capacity())
        .putLong(settings.acquireTimeoutNanos())
        .putDouble(settings.contention())
        .putDouble(settings.coherency())
        .putDouble(settings.errorRate())
        .putLong(settings.timeoutNanos())
        .putLong(settings.pauseEveryNanos())
        .putLong(settings.pauseNanos())
        .putLong(settings.warmUpNanos())
        .putDouble(settings.warmUpFactor());
  }

  // Java evaluates arguments from left to right, which is the order of the fields in the frame.
  static ResourceSettings decode(BodyReader in) throws LinkException {
    try {
      return new ResourceSettings(
          in.getLong(),
          ResourceText.model(in.getString()),
          in.getLong(),
          in.getInt(),
          in.getLong(),
          in.getDouble(),
          in.getDouble(),
          in.getDouble(),
          in.getLong(),
          in.getLong(),
          in.getLong(),
          in.getLong(),
          in.getDouble());
    } catch (IllegalArgumentException e) {
      throw new LinkException("malformed frame: " + e.getMessage(), e);
    }
  }

  static void encodeReplay(BodyWriter out, ReplaySummary replay) {
    out.putLong(replay.count())
        .putDouble(replay.meanNanos())
        .putDouble(replay.maxNanos())
        .putString(replay.unit())
        .putString(replay.clock())
        .putString(replay.warning());
  }

  static ReplaySummary decodeReplay(BodyReader in) throws LinkException {
    return new ReplaySummary(
        in.getLong(),
        in.getDouble(),
        in.getDouble(),
        in.getString(),
        in.getString(),
        in.getString());
  }
}
