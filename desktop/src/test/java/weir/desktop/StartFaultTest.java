package weir.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartFaultTest {

  @Test
  void shouldNameALibraryThatTheSystemLacks() {
    // As JavaFX throws it where there is no X11.
    RuntimeException fault =
        new RuntimeException(
            new UnsatisfiedLinkError("libX11.so.6: cannot open shared object file"));

    assertThat(StartFault.inWords(fault))
        .contains("libX11.so.6: cannot open shared object file", "libgtk-3-0", "libxtst6");
  }

  @Test
  void shouldNameGtkWhereJavaFxFoundNone() {
    assertThat(
            StartFault.inWords(
                new UnsupportedOperationException("Unable to load glass GTK library.")))
        .contains("Unable to load glass GTK library.", "libgtk-3-0");
  }

  @Test
  void shouldAskForADesktopSessionWhereThereIsNoDisplay() {
    assertThat(StartFault.inWords(new UnsupportedOperationException("Unable to open DISPLAY")))
        .contains("no display", "Unable to open DISPLAY", "desktop session");
  }

  @Test
  void shouldNotHideFaultsOfThePanel() {
    RuntimeException own = new IllegalStateException("ours");

    assertThatThrownBy(() -> StartFault.inWords(own)).isSameAs(own);
  }
}
