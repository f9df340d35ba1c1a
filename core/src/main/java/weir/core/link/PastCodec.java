package weir.core.link;

import java.util.ArrayList;
import java.util.List;
import weir.core.figures.Change;
import weir.core.figures.Snapshot;

/** The bodies of the frames of changes and of the past. */
final class PastCodec {

  private PastCodec() {}

  static BodyWriter encode(BodyWriter out, Change change) {
    return out.putString(change.source())
        .putLong(change.number())
        .putLong(change.uptimeNanos())
        .putLong(change.epochMillis())
        .putString(change.kind().name())
        .putString(change.who())
        .putString(change.from())
        .putString(change.to());
  }

  static BodyWriter encode(BodyWriter out, ServerMessage.PastMessage past) {
    out.putString(past.source()).putInt(past.snapshots().size());
    past.snapshots().forEach(snapshot -> SnapshotCodec.encode(out, snapshot));
    out.putInt(past.changes().size());
    past.changes().forEach(change -> encode(out, change));
    return out;
  }

  // Java evaluates arguments from left to right, which is the order of the fields in the frame.
  static Change decodeChange(BodyReader in) throws LinkException {
    return new Change(
        in.getString(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getChecked(part -> Change.Kind.valueOf(part.getString())),
        in.getString(),
        in.getString(),
        in.getString());
  }

  static ServerMessage.PastMessage decodePast(BodyReader in, BodyReader.Part<Snapshot> snapshotPart)
      throws LinkException {
    String source = in.getString();
    List<Snapshot> snapshots = new ArrayList<>();
    int size = size(in, Protocol.MAX_PAST_SNAPSHOTS, "snapshots of the past");
    for (int place = 0; place < size; place++) {
      Snapshot snapshot = snapshotPart.read(in);
      of(source, snapshot.source());
      // Many of them are held at once: not what was unpacked to check it.
      snapshots.add(snapshot.withInterval(snapshot.interval().packed()));
    }
    List<Change> changes = new ArrayList<>();
    size = size(in, Protocol.MAX_PAST_CHANGES, "changes of the past");
    for (int place = 0; place < size; place++) {
      Change change = decodeChange(in);
      of(source, change.source());
      changes.add(change);
    }
    return new ServerMessage.PastMessage(source, snapshots, changes);
  }

  private static int size(BodyReader in, int most, String what) throws LinkException {
    int size = in.getInt();
    if (size < 0 || size > most) {
      throw new LinkException("malformed frame: it holds " + size + " " + what);
    }
    return size;
  }

  private static void of(String source, String other) throws LinkException {
    if (!source.equals(other)) {
      throw new LinkException("malformed frame: a past of one source holds figures of another");
    }
  }
}
