package weir.desktop.view;

import java.util.StringJoiner;
import weir.desktop.client.ServerState;
import weir.desktop.client.SourceReading;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.ServerRow;

/** How a row of the list of servers reads. */
final class ServerText {

  private ServerText() {}

  /** The sign of a row: how its server stands, or that it is a sum. */
  static String sign(ServerRow row) {
    return row.isOfSource() ? "" : row.isOfGroup() ? "Σ" : sign(row.reading().server().state());
  }

  /** A form for each state, so that nobody needs the colour. */
  static String sign(ServerState state) {
    return switch (state) {
      case ServerState.Looking looking -> "…";
      case ServerState.Here here -> "●";
      case ServerState.Gone gone -> "○";
      case ServerState.OtherVersion other -> "◇";
      case ServerState.Refused refused -> "✕";
      case ServerState.NotWatched not -> "◌";
    };
  }

  /** The state in a word or two. */
  static String word(ServerState state) {
    return switch (state) {
      case ServerState.Looking looking -> "looking";
      case ServerState.Here here -> "here";
      case ServerState.Gone gone -> "gone";
      case ServerState.OtherVersion other -> "other version";
      case ServerState.Refused refused -> "refused";
      case ServerState.NotWatched not -> "not watched";
    };
  }

  /** Why it is as it is, and what to do; empty where there is nothing to say. */
  static String why(ServerState state) {
    return switch (state) {
      case ServerState.Looking looking -> "It has not answered yet.";
      case ServerState.Here here -> "";
      case ServerState.Gone gone -> Text.sentence(gone.reason());
      case ServerState.OtherVersion other -> Text.sentence(other.reason());
      case ServerState.Refused refused -> Text.sentence(refused.reason());
      case ServerState.NotWatched not ->
          "There are too many servers to watch them all: choose it to see its figures.";
    };
  }

  /** What the row is called. */
  static String name(ServerRow row) {
    return row.isOfSource()
        ? row.key().source()
        : (row.isOfGroup() ? "group " : "") + row.reading().name();
  }

  /** Beside the name: the process, or what sort of source it is. */
  static String detail(ServerRow row) {
    ServerRow.Reading reading = row.reading();
    if (row.isOfGroup()) {
      return reading.members() + " processes";
    }
    if (row.isOfSource()) {
      return reading.source().map(it -> it.source().kind().toString()).orElse("");
    }
    StringJoiner detail = new StringJoiner(" · ");
    if (reading.server().state() instanceof ServerState.Here here) {
      detail.add("pid " + here.server().pid());
      int listed = reading.server().sources().size();
      if (listed == 0) {
        detail.add("no source");
      } else if (reading.server().leftOut() > 0) {
        detail.add(listed + " of " + (listed + reading.server().leftOut()) + " sources");
      }
    }
    return detail.toString();
  }

  static String backlog(SourceReading source) {
    return source.backlogNow().isPresent()
        ? Text.shortCount(source.backlogNow().getAsLong())
        : Text.UNKNOWN;
  }

  /** The 99th percentile lately; of few events the slowest, which says so. */
  static String p99(SourceReading source) {
    if (source.latelyMicros().isEmpty()) {
      return Text.UNKNOWN;
    }
    String time = MeasuredTime.text((double) source.latelyMicros().getAsLong());
    return source.latelyCount() < LatencyPoint.SAMPLES_FOR_P99 ? "max " + time : time;
  }

  /** All that the row shows, for those who listen. */
  static String aloud(ServerRow row) {
    ServerRow.Reading reading = row.reading();
    ServerState state = reading.server().state();
    StringJoiner text = new StringJoiner(", ");
    text.add(
        row.isOfSource()
            ? "Source " + name(row) + " of " + reading.name()
            : (row.isOfGroup() ? "Group " : "Server ") + reading.name());
    if (!detail(row).isEmpty()) {
      text.add(detail(row));
    }
    text.add(word(state));
    if (reading.shown()) {
      text.add("on show");
    }
    String figures =
        reading.isHere()
            ? reading
                .source()
                .map(
                    source ->
                        ". Backlog "
                            + backlog(source)
                            + ", 99th percentile of the last "
                            + SourceReading.LATELY_SECONDS
                            + " s "
                            + p99(source)
                            + ".")
                .orElse(".")
            : ". " + why(state);
    return text + figures;
  }
}
