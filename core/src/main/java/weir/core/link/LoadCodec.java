package weir.core.link;

import weir.core.figures.LoadFigures;

/** A load in a frame: its fields in the order of the record. */
final class LoadCodec {

  private LoadCodec() {}

  static void encode(BodyWriter out, LoadFigures load) {
    out.putString(load.state().name())
        .putString(load.what())
        .putString(load.note())
        .putLong(load.elapsedNanos())
        .putLong(load.sent())
        .putLong(load.answered())
        .putLong(load.rejected())
        .putLong(load.failed())
        .putLong(load.unsent())
        .putLong(load.late())
        .putLong(load.latenessP99Micros())
        .putLong(load.latenessMaxMicros());
  }

  // Java evaluates arguments from left to right, which is the order of the fields in the frame.
  static LoadFigures decode(BodyReader in) throws LinkException {
    return new LoadFigures(
        in.getChecked(part -> LoadFigures.State.valueOf(part.getString())),
        in.getString(),
        in.getString(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong());
  }
}
