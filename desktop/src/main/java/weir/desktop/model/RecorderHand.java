package weir.desktop.model;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import weir.core.link.Command;
import weir.core.link.RecordingStatus;

/** Has the server record, and says how that stands. FX thread only. */
public final class RecorderHand {

  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

  /** No source does it, but the server itself. */
  private static final String NO_SOURCE = "server";

  private final ReadOnlyObjectWrapper<RecordingStatus> status =
      new ReadOnlyObjectWrapper<>(this, "status", RecordingStatus.NONE);

  /** Sends to the server on show. */
  private Dispatch dispatch;

  RecorderHand(Dispatch dispatch) {
    this.dispatch = dispatch;
  }

  /** Another server is shown, and nothing is known of its recording yet. */
  void turnTo(Dispatch next) {
    dispatch = next;
    status.set(RecordingStatus.NONE);
  }

  /**
   * How the server stands with its recording.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<RecordingStatus> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /**
   * A name that is not taken, unless within the same second.
   *
   * @return it says the time, e.g. {@code 2026-11-26-081559}
   */
  public String proposedName() {
    return NAME.format(LocalDateTime.now(ZoneId.systemDefault()));
  }

  /**
   * Asks for a recording.
   *
   * @param name of its file; empty for one that the server chooses
   */
  public void start(String name) {
    dispatch.sendToServer(
        NO_SOURCE,
        new Command.StartRecording(name.strip()),
        "The server is recording, in its folder " + status.get().folder() + ".");
  }

  /** Asks for the end of the recording. */
  public void stop() {
    String file = status.get().file();
    dispatch.sendToServer(NO_SOURCE, new Command.StopRecording(), "Recorded: " + file + ".");
  }

  void onStatus(RecordingStatus now) {
    RecordingStatus before = status.get();
    status.set(now);
    if (!now.fault().isEmpty() && before.fault().isEmpty()) {
      dispatch.say(
          Notice.fault(
              "The recording is not written at present ("
                  + now.fault()
                  + "): make room on the server's disk. The server goes on, and adds up what can't"
                  + " be written."));
    } else if (now.isOn() && now.fault().isEmpty() && !before.fault().isEmpty()) {
      dispatch.say(Notice.info("The recording is written again; nothing of it is missing."));
    }
  }
}
