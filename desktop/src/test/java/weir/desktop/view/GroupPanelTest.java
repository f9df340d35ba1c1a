package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import weir.core.figures.SourceKind;
import weir.core.link.LinkAddress;
import weir.core.link.RuntimeFolder;
import weir.core.pipeline.Pipeline;
import weir.desktop.PipelineGroup;
import weir.desktop.client.ServerWatch;
import weir.desktop.memory.Remembered;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.ServerList;
import weir.desktop.model.ServerRow;

/** Three real pipelines on real sockets that share a group, a real window, and the slider. */
@Timeout(120)
class GroupPanelTest {

  private static final int EVENTS = 300;

  @TempDir Path home;

  private final FxRobot robot = new FxRobot();
  private final AtomicReference<Remembered> left = new AtomicReference<>(Remembered.NOTHING);
  private final PipelineGroup group = new PipelineGroup("orders");

  @SuppressWarnings("NullAway.Init") // openPanel() sets it
  private List<Pipeline<byte[]>> pipelines;

  @SuppressWarnings("NullAway.Init") // openPanel() sets it
  private ServerList servers;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void openPanel() throws Exception {
    Path folder = home.resolve("weir");
    Files.createDirectory(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Duration service = Duration.ofMillis(20);
    pipelines =
        List.of(
            group.add(folder.resolve("a.sock"), service, 64),
            group.add(folder.resolve("b.sock"), service, 2),
            group.add(folder.resolve("c.sock"), service, 64));
    // Nobody but this could make a folder of rubbish: it costs only itself.
    Files.createFile(folder.resolve("tcp-1.token"));
    Stage stage = FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(
        ignored -> {
          servers =
              new ServerList(
                  new ServerWatch(
                      new RuntimeFolder(
                          Map.of("XDG_RUNTIME_DIR", home.toString()), new Properties())),
                  new LinkAddress.UnixSocket(folder.resolve("a.sock")),
                  List.of(),
                  FxCrossing.toFxThread());
          PanelWindow.open(
              stage,
              servers.model(),
              servers,
              new SimpleObjectProperty<>(PanelTheme.LIGHT),
              new Remembered(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Remembered.Servers.NONE),
              left::set);
          stage.setWidth(1_200);
          stage.setHeight(800);
        });
    FxAwait.until("its row", () -> row().isPresent() && members() == 3);
  }

  @AfterEach
  void closePanel() throws Exception {
    servers.close();
    group.close();
    FxToolkit.cleanupStages();
  }

  private Optional<ServerRow> row() {
    return servers.rows().stream().filter(ServerRow::isOfGroup).findFirst();
  }

  private int members() {
    return row().map(row -> row.reading().members()).orElse(0);
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  private List<Integer> requested() {
    return pipelines.stream().map(pipeline -> pipeline.workers().requested()).toList();
  }

  @Test
  void shouldAddUpTheProcessesAndShareOutTheSlidersWorkers() throws Exception {
    assertThat(text("#requested-workers")).isEqualTo("1");
    robot.interact(() -> servers.show(row().orElseThrow()));
    FxAwait.until("three workers", () -> text("#requested-workers").equals("3"));
    assertThat(servers.model().sourceProperty().get().kind()).isEqualTo(SourceKind.GROUP);
    assertThat(text("#connection-state")).startsWith("Connected · group orders");
    FxAwait.until("who has how many", () -> text("#group").contains(": 1 · "));

    group.publish(EVENTS);
    FxAwait.until("the events", () -> text("#accepted-figure").equals(String.valueOf(EVENTS)));
    robot.interact(() -> robot.lookup("#worker-slider").queryAs(Slider.class).requestFocus());
    robot.type(KeyCode.RIGHT, 5);
    FxAwait.until("all have theirs", () -> requested().equals(List.of(3, 2, 3)));
    FxAwait.until("eight", () -> text("#effective-workers").equals("8"));
    long pid = ProcessHandle.current().pid();
    FxAwait.until("who has them", () -> text("#group").contains("workers by process: pid " + pid));
    assertThat(servers.model().sharesProperty().get())
        .extracting(share -> share.workers().orElseThrow().requested())
        .containsExactlyInAnyOrder(3, 2, 3);
    assertThat(text("#message")).isEqualTo("8 workers requested.");

    FxAwait.until("all ended", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
    FxAwait.until("settled", () -> text("#journal").contains("settled"));
    assertThat(text("#journal")).startsWith("journal kafka of group orders: 0 recovered");
    assertThat(text("#backlog-figure")).isEqualTo("0");

    pipelines.get(2).resizeTo(5);
    FxAwait.until("another's change", () -> text("#requested-workers").equals("10"));
    group.end(1);
    FxAwait.until("a member has gone", () -> text("#requested-workers").equals("8"));
    FxAwait.until("its row", () -> members() == 2);
    assertThat(requested()).as("nothing is resized by itself").contains(3, 5);
    assertThat(text("#completed-figure")).isEqualTo(String.valueOf(EVENTS));

    robot.interact(() -> servers.show(servers.rows().get(1)));
    FxAwait.until("one alone", () -> text("#requested-workers").equals("3"));
    FxAwait.until("no shares", () -> !robot.lookup("#group").queryLabeled().isVisible());
  }

  @Test
  void shouldTakeAProcessThatComes() throws Exception {
    robot.interact(() -> servers.show(row().orElseThrow()));
    FxAwait.until("three workers", () -> text("#requested-workers").equals("3"));
    assertThat(left.get().servers().group()).hasValue("orders");
    group.add(home.resolve("weir").resolve("d.sock"), Duration.ofMillis(20), 64).resizeTo(4);
    FxAwait.until("seven workers", () -> text("#requested-workers").equals("7"));
    assertThat(members()).isEqualTo(4);

    robot.interact(() -> servers.show(servers.rows().get(1)));
    assertThat(left.get().servers().group()).isEmpty();
    robot.interact(() -> servers.expectGroup("orders"));
    FxAwait.until("as it was left", () -> text("#requested-workers").equals("7"));
    assertThat(left.get().servers().group()).hasValue("orders");
  }

  @Test
  void shouldExpectAGroupOnlyUntilSomethingElseIsChosen() throws Exception {
    robot.interact(() -> servers.expectGroup("bills"));
    assertThat(servers.groupToRemember()).hasValue("bills");
    assertThat(servers.shownGroupProperty().get()).isEmpty();
    robot.interact(() -> servers.show(servers.rows().get(2)));
    assertThat(servers.groupToRemember()).isEmpty();
  }
}
