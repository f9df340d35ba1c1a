package weir.desktop;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.link.RuntimeFolder;
import weir.desktop.client.RecordedConnection;
import weir.desktop.client.ServerWatch;
import weir.desktop.memory.PanelMemory;
import weir.desktop.memory.Remembered;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;
import weir.desktop.model.ServerList;
import weir.desktop.view.PanelTheme;
import weir.desktop.view.PanelWindow;

/** The control panel: a program of its own that knows a server only by its local socket. */
public final class ControlPanel {

  /** Each that says nothing takes a second, and there is no window yet. */
  private static final int MOST_TRIED = 3;

  private static final int BAD_ARGUMENTS = 2;
  private static final int NO_WINDOW = 1;
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
      RecordedConnection recording = options.recording();
      PanelMemory memory =
          new PanelMemory(
              PanelMemory.file(environment, System.getProperties()),
              note -> err.println("weir panel: " + note));
      Remembered last = memory.read();
      RuntimeFolder folder = new RuntimeFolder(environment, System.getProperties());
      LinkAddress first =
          recording != null
              ? LinkAddresses.defaultAddress()
              : options.address(
                  environment, last.servers().last(), () -> newest(folder), ServerWatch::isThere);
      if (options.endsWithInput()) {
        endWithInput(err);
      }
      List<LinkAddress> added = added(last, err);
      Optional<String> group =
          options.isGiven(environment) ? Optional.empty() : last.servers().group();
      return show(
          closed -> {
            Opening opening = new Opening(last, options.theme(), memory, closed);
            if (recording != null) {
              opening.ofRecording(recording);
            } else {
              opening.ofServers(folder, first, added, group);
            }
          },
          memory,
          err);
    } catch (LinkException e) {
      err.println("weir panel: " + e.getMessage());
      return BAD_ARGUMENTS;
    }
  }

  private static List<LinkAddress> newest(RuntimeFolder folder) {
    return folder.list(MOST_TRIED).found().stream().map(RuntimeFolder.Found::address).toList();
  }

  private static List<LinkAddress> added(Remembered last, PrintStream err) {
    List<LinkAddress> addresses = new ArrayList<>();
    for (String text : last.servers().added()) {
      try {
        addresses.add(LinkAddresses.parse(text));
      } catch (LinkException e) {
        err.println(
            "weir panel: '" + text + "' was added by hand, and is left out: " + e.getMessage());
      }
    }
    return addresses;
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

  private static int show(Consumer<Runnable> open, PanelMemory memory, PrintStream err) {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger status = new AtomicInteger();
    // However the panel ends, but for a kill: its server may end it.
    Runtime.getRuntime().addShutdownHook(new Thread(memory::write, "weir-panel-memory"));
    HeapKeeper.start();
    try {
      Platform.startup(
          () -> {
            if (PanelWindow.hasFonts()) {
              open.accept(closed::countDown);
            } else {
              status.set(NO_FONTS);
              closed.countDown();
            }
          });
    } catch (RuntimeException e) {
      err.println("weir panel: " + StartFault.inWords(e));
      return NO_WINDOW;
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

  /**
   * Builds everything, from the socket to the window, on the FX thread.
   *
   * @param last how the panel was left
   * @param theme the look that a flag asks for; null for none
   * @param memory gets how it is now
   * @param closed run when the window is closed
   */
  private record Opening(
      Remembered last, @Nullable PanelTheme theme, PanelMemory memory, Runnable closed) {

    void ofServers(
        RuntimeFolder folder, LinkAddress first, List<LinkAddress> added, Optional<String> group) {
      ServerList servers =
          new ServerList(new ServerWatch(folder), first, added, FxCrossing.toFxThread());
      group.ifPresent(servers::expectGroup);
      open(servers.model(), servers, servers::close);
    }

    /** A list of servers is no part of a recording. */
    void ofRecording(RecordedConnection recording) {
      PanelModel model = new PanelModel(recording, FxCrossing.toFxThread());
      model.follow(recording);
      open(model, null, recording::close);
    }

    private void open(PanelModel model, @Nullable ServerList servers, Runnable close) {
      Stage stage = new Stage();
      stage.setOnHidden(
          event -> {
            close.run();
            closed.run();
          });
      PanelWindow.open(
          stage,
          model,
          servers,
          systemTheme(),
          theme == null ? last : last.withTheme(Optional.of(theme.name())),
          now -> memory.keep(withoutFlag(now)));
    }

    /** A look that a flag asks for is for this time only. */
    private Remembered withoutFlag(Remembered now) {
      return theme != null && now.theme().equals(Optional.of(theme.name()))
          ? now.withTheme(last.theme())
          : now;
    }
  }

  private static ObservableValue<PanelTheme> systemTheme() {
    return Platform.getPreferences()
        .colorSchemeProperty()
        .map(scheme -> scheme == ColorScheme.DARK ? PanelTheme.DARK : PanelTheme.LIGHT);
  }
}
