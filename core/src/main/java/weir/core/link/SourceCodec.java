package weir.core.link;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import weir.core.figures.Capabilities;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerRange;

/** Sources in a frame: each with its fields in the order of the record. */
final class SourceCodec {

  private SourceCodec() {}

  static BodyWriter encode(BodyWriter out, List<Source> sources) {
    out.putInt(sources.size());
    for (Source source : sources) {
      Capabilities can = source.capabilities();
      out.putString(source.name())
          .putString(source.kind().text())
          .putOptional(source.handler(), BodyWriter::putString)
          .putOptionalInt(source.capacity())
          .putOptional(can.workers(), (to, range) -> to.putInt(range.least()).putInt(range.most()))
          .putFlag(can.reset())
          .putFlag(can.resourceSettings())
          .putFlag(can.freeze())
          .putFlag(can.load());
    }
    return out;
  }

  static List<Source> decode(BodyReader in) throws LinkException {
    int size = in.getInt();
    if (size < 0 || size > Protocol.MAX_SOURCES) {
      throw new LinkException("malformed frame: it holds " + size + " sources");
    }
    List<Source> sources = new ArrayList<>(size);
    Set<String> names = new HashSet<>();
    for (int place = 0; place < size; place++) {
      Source source = in.getChecked(SourceCodec::decodeSource);
      if (!names.add(source.name())) {
        throw new LinkException("malformed frame: two sources are named " + source.name());
      }
      sources.add(source);
    }
    return sources;
  }

  // Java evaluates arguments from left to right, which is the order of the fields in the frame.
  private static Source decodeSource(BodyReader in) throws LinkException {
    return new Source(
        in.getString(),
        new SourceKind(in.getString()),
        in.getOptional(BodyReader::getString),
        in.getOptionalInt(),
        new Capabilities(
            in.getOptional(part -> new WorkerRange(part.getInt(), part.getInt())),
            in.getFlag(),
            in.getFlag(),
            in.getFlag(),
            in.getFlag()));
  }

  /** The name that a client calls a source by; it need not be there. */
  static String decodeName(BodyReader in) throws LinkException {
    return in.getChecked(part -> Source.checkName(part.getString()));
  }
}
