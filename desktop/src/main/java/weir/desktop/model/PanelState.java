package weir.desktop.model;

import org.jspecify.annotations.Nullable;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.ServerState;

/** What there is to look at: charts, or a reason why there are none. */
public sealed interface PanelState {

  /** The first attempt to connect is under way. */
  record Connecting() implements PanelState {}

  /**
   * There is no server, and there never was one.
   *
   * @param reason one sentence
   */
  record NoServer(String reason) implements PanelState {}

  /**
   * The server that was shown is gone; its figures stay.
   *
   * @param reason one sentence
   */
  record Lost(String reason) implements PanelState {}

  /**
   * The server is of another build, and the two do not understand each other.
   *
   * @param reason one sentence that says which to update
   */
  record OtherVersion(String reason) implements PanelState {}

  /** The server shows no source. */
  record NoSource() implements PanelState {}

  /**
   * The server shows the source no more, which has ended in its program; its figures stay.
   *
   * @param source its name
   */
  record Gone(String source) implements PanelState {}

  /** The source has sent no figures yet. */
  record NoFigures() implements PanelState {}

  /**
   * Nothing was ever taken by the source.
   *
   * @param kind what it is
   */
  record Empty(SourceKind kind) implements PanelState {}

  /** There is something to chart. */
  record Live() implements PanelState {}

  /**
   * What there is.
   *
   * @param connection how the panel stands with its server
   * @param source the one on show; null if there is none
   * @param isGone whether the server shows it no more
   * @param figures its newest, or the last ones of a server that is gone; null if there are none
   * @param hadEvents whether the figures ever counted an event: after a reset they are empty as
   *     well, but the charts have a past
   * @return the state
   */
  static PanelState of(
      ConnectionState connection,
      @Nullable Source source,
      boolean isGone,
      @Nullable Figures figures,
      boolean hadEvents) {
    if (source != null && isGone && figures != null && !isDisconnected(connection)) {
      return new Gone(source.name());
    }
    return switch (connection) {
      case ConnectionState.Connecting connecting -> new Connecting();
      case ConnectionState.Disconnected disconnected -> without(disconnected.reason(), figures);
      case ConnectionState.Connected connected -> live(source, figures, hadEvents);
      case ConnectionState.Recorded recorded -> live(source, figures, hadEvents);
    };
  }

  private static boolean isDisconnected(ConnectionState connection) {
    return connection instanceof ConnectionState.Disconnected;
  }

  private static PanelState live(
      @Nullable Source source, @Nullable Figures figures, boolean hadEvents) {
    return source == null
        ? new NoSource()
        : figures == null ? new NoFigures() : hadEvents ? new Live() : new Empty(source.kind());
  }

  private static PanelState without(String reason, @Nullable Figures figures) {
    if (ServerState.isOtherVersion(reason)) {
      return new OtherVersion(reason);
    }
    return figures == null ? new NoServer(reason) : new Lost(reason);
  }
}
