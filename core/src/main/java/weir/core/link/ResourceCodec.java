package weir.core.link;

import java.util.LinkedHashMap;
import java.util.Map;
import weir.core.figures.ReplaySummary;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

/**
 * Settings of the resource in a frame: each as the text that people write, after its key. So a
 * setting that only the other end knows is nothing to trip over.
 */
final class ResourceCodec {

  static final int MAX_SETTINGS = 256;

  /** In characters: a path may be long. */
  static final int MAX_TEXT_LENGTH = 2_048;

  private ResourceCodec() {}

  static BodyWriter encode(BodyWriter out, ResourceSettings settings) {
    return encodeTexts(out, ResourceText.write(settings));
  }

  static ResourceSettings decode(BodyReader in) throws LinkException {
    return in.getChecked(part -> ResourceText.read(decodeTexts(part)));
  }

  static BodyWriter encodeTexts(BodyWriter out, Map<String, String> texts) {
    out.putInt(texts.size());
    texts.forEach((key, text) -> out.putString(key).putString(text));
    return out;
  }

  /** What comes is bounded, and not yet known to be settings. */
  static Map<String, String> decodeTexts(BodyReader in) throws LinkException {
    int count = in.getInt();
    if (count < 0 || count > MAX_SETTINGS) {
      throw new LinkException(
          "malformed frame: " + count + " settings, where 0 to " + MAX_SETTINGS + " can be");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      if (texts.put(text(in), text(in)) != null) {
        throw new LinkException("malformed frame: it holds a setting twice");
      }
    }
    return texts;
  }

  private static String text(BodyReader in) throws LinkException {
    String text = in.getString();
    if (text.length() > MAX_TEXT_LENGTH) {
      throw new LinkException(
          "malformed frame: a setting of "
              + text.length()
              + " characters, where up to "
              + MAX_TEXT_LENGTH
              + " can be");
    }
    return text;
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
