package weir.desktop;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkException;
import weir.desktop.client.PanelFeed;
import weir.desktop.memory.PanelMemory;
import weir.desktop.memory.Remembered;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;
import weir.desktop.view.PanelTheme;
import weir.desktop.view.PanelWindow;

/** The control panel: a program of its own that knows a server only by its local socket. */
public final class ControlPanel {

  private static final int BAD_ARGUMENTS = 2;
  private static final int NO_DISPLAY = 1;
  private static final int NO_INPUT = 1;
  private static final int NO_FONTS = 1;

  private ControlPanel() {}

  /**
   * Runs the panel until its window is closed.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  /** Runs the panel; returns the exit status. */
  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      PanelOptions options = PanelOptions.parse(arguments);
      if (options.help()) {
        out.print(PanelOptions.usage());
        return 0;
      }
      PanelFeed feed = options.feed(environment);
      if (options.endsWithInput()) {
        endWithInput(err);
      }
      PanelMemory memory =
          new PanelMemory(
              PanelMemory.file(environment, System.getProperties()),
              note -> err.println("weir panel: " + note));
      return show(feed, options.theme(), memory, err);
    } catch (LinkException e) {
      err.println("weir panel: " + e.getMessage());
      return BAD_ARGUMENTS;
    }
  }

  /** The input ends when the process at its other end does, however that ended. */
  private static void endWithInput(PrintStream err) {
    Thread.ofPlatform()
        .daemon()
        .name("input-end")
        .start(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
                System.exit(0);
              } catch (IOException e) {
                err.println("weir panel: its input can't be read: " + e.getMessage());
                System.exit(NO_INPUT);
              }
            });
  }

  private static int show(
      PanelFeed feed, @Nullable PanelTheme theme, PanelMemory memory, PrintStream err) {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger status = new AtomicInteger();
    Remembered last = memory.read();
    // However the panel ends, but for a kill: its server may end it.
    Runtime.getRuntime().addShutdownHook(new Thread(memory::write, "weir-panel-memory"));
    try {
      Platform.startup(
          () -> {
            if (PanelWindow.hasFonts()) {
              open(feed, theme, last, memory, closed);
            } else {
              status.set(NO_FONTS);
              closed.countDown();
            }
          });
    } catch (UnsupportedOperationException e) {
      err.println(
          "weir panel: there is no display to open a window on ("
              + e.getMessage()
              + "); start it in a desktop session");
      return NO_DISPLAY;
    }
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (status.get() == NO_FONTS) {
      err.println(
          "weir panel: there is no font to write with; install one, such as the package"
              + " fonts-dejavu-core, and start it again");
    }
    return status.get();
  }

  /** Builds everything, from the socket to the window, on the FX thread. */
  private static void open(
      PanelFeed feed,
      @Nullable PanelTheme theme,
      Remembered last,
      PanelMemory memory,
      CountDownLatch closed) {
    Stage stage = new Stage();
    PanelModel model = new PanelModel(feed, FxCrossing.toFxThread());
    model.follow(feed);
    stage.setOnHidden(
        event -> {
          feed.close();
          closed.countDown();
        });
    Remembered start =
        theme == null
            ? last
            : new Remembered(last.window(), Optional.of(theme.name()), last.span(), last.tab());
    PanelWindow.open(
        stage,
        model,
        systemTheme(),
        start,
        now -> memory.keep(theme == null ? now : withoutFlag(now, theme, last)));
  }

  /** A look that a flag asks for is for this time only. */
  private static Remembered withoutFlag(Remembered now, PanelTheme flag, Remembered last) {
    return now.theme().equals(Optional.of(flag.name()))
        ? new Remembered(now.window(), last.theme(), now.span(), now.tab())
        : now;
  }

  private static ObservableValue<PanelTheme> systemTheme() {
    return Platform.getPreferences()
        .colorSchemeProperty()
        .map(scheme -> scheme == ColorScheme.DARK ? PanelTheme.DARK : PanelTheme.LIGHT);
  }
}
