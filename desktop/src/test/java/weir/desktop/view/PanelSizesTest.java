package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import weir.core.figures.LoadFigures;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.link.LinkAddress;
import weir.core.link.RuntimeFolder;
import weir.core.link.ServerInfo;
import weir.core.theory.Assumption;
import weir.desktop.Snapshots;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.PanelConnection;
import weir.desktop.client.PanelUpdate;
import weir.desktop.client.ServerWatch;
import weir.desktop.memory.Remembered;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;
import weir.desktop.model.ServerList;
import weir.desktop.model.TimeWindow;
import weir.desktop.model.VerdictText;

/** At each size: no two labels overlap, none is cut off, and each control is inside the window. */
@Timeout(120)
class PanelSizesTest {

  private static final List<String> CONTROLS =
      List.of(
          "#worker-slider",
          "#fewer-workers",
          "#more-workers",
          "#worker-field",
          "#whole-range",
          "#pause-workers",
          "#resource-settings",
          "#load-settings",
          "#reset-statistics",
          "#undo",
          "#theme-toggle",
          "#keys-button",
          "#palette-button",
          "#verdict",
          "#span-0",
          "#message");

  /** What is open at the side. */
  private static final List<String> PANES = List.of("", "resource", "load");

  private static final List<String> TOOLS =
      List.of(
          "#pause-charts",
          "#marker-before",
          "#marker-after",
          "#drag-mode-3",
          "#figure-span-2",
          "#log-backlog",
          "#fixed-axes");

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();
  private RecordingServer server;
  private PanelConnection connection;
  private Stage stage;
  private PanelModel model;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void openPanel() throws Exception {
    LinkAddress address = new LinkAddress.UnixSocket(folder.resolve("s"));
    server = new RecordingServer(address);
    connection = new PanelConnection(address);
    model = new PanelModel(connection, FxCrossing.toFxThread());
    stage = FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(ignored -> PanelWindow.show(stage, model, PanelTheme.LIGHT));
    model.follow(connection);
    FxAwait.until(
        "a worker", () -> robot.lookup("#requested-workers").queryLabeled().getText().equals("1"));
    server.load.set(Optional.of(spoiledLoad()));
    robot.interact(() -> model.commands().resizeWorkers(3));
    FxAwait.until("a change", () -> robot.lookup("#undo").query().isVisible());
  }

  /** With all that can be said of one. */
  private static LoadFigures spoiledLoad() {
    return new LoadFigures(
        LoadFigures.State.FAILED,
        "step 50,100,200, step-length 10s, connections 1000 to /events/await",
        "the load generator ended with status 137, ended by somebody else",
        9_000_000_000L,
        1_234_567,
        1_000_000,
        200_000,
        30_000,
        4_567,
        99_999,
        123_456,
        9_876_543);
  }

  @AfterEach
  void closePanel() throws Exception {
    connection.close();
    server.close();
    FxToolkit.cleanupStages();
  }

  /** Of the scene, in the scale's own pixels: half of the screen's at 200 %. */
  private record Size(double width, double height) {}

  @FunctionalInterface
  private interface Look {
    void at(Size size) throws Exception;
  }

  /**
   * One window for all sizes: to open one takes longer than to look at it. AssertJ's own loop would
   * not name the size, as TestFX wraps what fails on the FX thread.
   */
  private static void atEach(List<Size> sizes, Look look) throws Exception {
    for (Size size : sizes) {
      try {
        look.at(size);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("at " + size, e);
      }
    }
  }

  @Test
  void shouldShowEachLabelWholeAndKeepEachControlInReach() throws Exception {
    List<Size> sizes =
        List.of(new Size(700, 480), new Size(1024, 640), new Size(1200, 800), new Size(1920, 1080));
    for (String tab : tabs().names()) {
      robot.interact(() -> tabs().show(tab));
      if (tab.equals("What if")) {
        awaitPrediction();
      }
      // Beside a pane, tabs are narrower as in a narrower window.
      for (String pane : tab.equals("Live") ? PANES : PANES.subList(0, 1)) {
        atEach(sizes, size -> shouldShowAllOfTab(tab, size, pane));
      }
    }
  }

  private DetailTabs tabs() {
    return ((PanelView) stage.getScene().getRoot()).tabs();
  }

  private void shouldShowAllOfTab(String tab, Size size, String pane) {
    resize(size, pane);
    robot.interact(
        () -> {
          Bounds window = stage.getScene().getRoot().getLayoutBounds();
          for (String id : CONTROLS) {
            Node control = robot.lookup(id).query();
            assertThat(window.contains(inScene(control))).as(id).isTrue();
          }
          Map<String, Bounds> labels = labels();
          assertThat(labels).as(tab).hasSizeGreaterThan(20);
          assertThat(overlaps(labels)).as(tab).isEmpty();
          assertThat(cutOff()).as(tab).isEmpty();
          // Other tabs have a toolbar as well.
          assertThat(!tab.equals("Live") || toolbarFits()).isTrue();
        });
  }

  /** With two stretches selected, and the picture standing: then there is most to read. */
  @Test
  void shouldHaveRoomForAComparison() throws Exception {
    robot.interact(
        () -> {
          model.viewport().firstProperty().set(new TimeWindow(1, 2_000_000_000L));
          model.viewport().secondProperty().set(new TimeWindow(2_000_000_000L, 4_000_000_000L));
          model.viewport().togglePause();
        });
    atEach(
        List.of(new Size(700, 480), new Size(1024, 640), new Size(1200, 800), new Size(1600, 1000)),
        this::shouldHaveRoomForTheStrip);
  }

  private void shouldHaveRoomForTheStrip(Size size) {
    resize(size, "");
    robot.interact(
        () -> {
          Node strip = robot.lookup("#comparison").query();
          assertThat(strip.isVisible()).isTrue();
          assertThat(stage.getScene().getRoot().getLayoutBounds().contains(inScene(strip)))
              .isTrue();
          assertThat(labels().keySet()).anyMatch(label -> label.startsWith("paused, "));
          assertThat(overlaps(labels())).isEmpty();
          assertThat(cutOff()).isEmpty();
          assertThat(toolbarFits()).isTrue();
        });
  }

  /** With three servers, of which one has two sources and one is gone. */
  @Test
  void shouldHaveRoomForTheListOfServers() throws Exception {
    FxToolkit.cleanupStages();
    RuntimeFolder nowhere =
        new RuntimeFolder(Map.of("XDG_RUNTIME_DIR", folder.toString()), new Properties());
    LinkAddress second = new LinkAddress.UnixSocket(folder.resolve("a-long-name.sock"));
    List<LinkAddress> added =
        List.of(second, new LinkAddress.UnixSocket(folder.resolve("gone.sock")));
    LinkAddress first = new LinkAddress.UnixSocket(folder.resolve("s"));
    stage = FxToolkit.registerStage(Stage::new);
    AtomicReference<ServerList> servers = new AtomicReference<>();
    try (RecordingServer other = new RecordingServer(second)) {
      other.addOrders();
      FxToolkit.setupStage(
          ignored -> {
            ServerList list =
                new ServerList(new ServerWatch(nowhere), first, added, FxCrossing.toFxThread());
            servers.set(list);
            PanelWindow.open(
                stage,
                list.model(),
                list,
                new SimpleObjectProperty<>(PanelTheme.LIGHT),
                Remembered.NOTHING,
                now -> {});
          });
      FxAwait.until("all of them", () -> servers.get().rows().size() == 5);
      FxAwait.until(
          "figures",
          () ->
              servers.get().rows().stream()
                  .allMatch(
                      row ->
                          row.reading().source().isPresent()
                              || !row.reading().isHere()
                              || row.reading().server().sources().size() == 2));
      FxAwait.until("its own", () -> servers.get().model().figuresProperty().get() != null);
      atEach(
          List.of(
              new Size(700, 480),
              new Size(1024, 640),
              new Size(1180, 700),
              new Size(1200, 800),
              new Size(1600, 1000)),
          this::shouldShowTheListWhereThereIsRoom);
    } finally {
      servers.get().close();
    }
  }

  /** Names are as long as their owners like, and what is behind them stays in the window. */
  @Test
  void shouldKeepTheHeaderInTheWindowWhateverItNames() throws Exception {
    Source orders =
        new Source(
            "orders",
            SourceKind.PIPELINE,
            Optional.of("com.acme.orders.fulfilment.ReservationEventHandler"),
            OptionalInt.of(1_024),
            Snapshots.PIPELINE.capabilities());
    List<Snapshot> snapshots = List.of(Snapshots.ofExecutor(1_000, 10, 5));
    ServerInfo server = new ServerInfo(1_234_567, 1_000);
    List<ConnectionState> states =
        List.of(
            new ConnectionState.Connected(server, List.of(orders)),
            new ConnectionState.Connected(server, List.of(orders, Snapshots.PIPELINE)),
            new ConnectionState.Recorded(
                Path.of("orders-production-before-tuning-2026-11-27.weir"),
                1_000,
                1_000_000_000,
                Optional.of("it ends inside a block"),
                server,
                List.of(orders, Snapshots.PIPELINE),
                1));
    for (ConnectionState state : states) {
      FxToolkit.cleanupStages();
      stage = FxToolkit.registerStage(Stage::new);
      FxToolkit.setupStage(
          ignored -> {
            PanelModel told = new PanelModel(connection, FxCrossing.toFxThread());
            PanelWindow.show(stage, told, PanelTheme.LIGHT);
            told.apply(new PanelUpdate(state, snapshots));
          });
      atEach(
          List.of(
              new Size(660, 480), new Size(1_000, 640), new Size(1_100, 700), new Size(1_200, 800)),
          this::shouldKeepTheHeaderInTheWindow);
    }
  }

  private void shouldKeepTheHeaderInTheWindow(Size size) {
    resize(size, "");
    robot.interact(
        () -> {
          Bounds window = stage.getScene().getRoot().getLayoutBounds();
          for (String id :
              List.of("#connection-state", "#palette-button", "#keys-button", "#theme-toggle")) {
            assertThat(window.contains(inScene(robot.lookup(id).query()))).as(id).isTrue();
          }
          assertThat(overlaps(labels())).isEmpty();
          assertThat(cutOff())
              .allMatch(label -> label.contains("Connection ") || label.contains("SourceChoice "));
        });
  }

  private void shouldShowTheListWhereThereIsRoom(Size size) {
    for (String pane : PANES) {
      resize(size, pane);
      robot.interact(
          () -> {
            Bounds window = stage.getScene().getRoot().getLayoutBounds();
            boolean beside = robot.lookup("#servers").query().isVisible();
            assertThat(beside).isEqualTo(size.width >= (pane.isEmpty() ? 1_180 : 1_180 + 272));
            for (String id : CONTROLS) {
              assertThat(window.contains(inScene(robot.lookup(id).query()))).as(id).isTrue();
            }
            assertThat(!beside || labels().size() > 30).isTrue();
            assertThat(overlaps(labels())).isEmpty();
            assertThat(cutOff()).isEmpty();
          });
    }
  }

  /** What is not in the toolbar is in the menu at its end. */
  private boolean toolbarFits() {
    Bounds bar = inScene(robot.lookup(".chart-toolbar").query());
    boolean menu = robot.lookup(".tool-bar-overflow-button").query().isVisible();
    return TOOLS.stream()
        .allMatch(
            id ->
                robot
                    .lookup(id)
                    .tryQuery()
                    .map(tool -> bar.contains(inScene(tool).getCenterX(), bar.getCenterY()))
                    .orElse(menu));
  }

  /** A longer verdict takes no more room, and its end is in the tooltip and said aloud. */
  @Test
  void shouldMoveNothingWhenTheVerdictIsLong() throws Exception {
    atEach(
        List.of(
            new Size(700, 480), new Size(1024, 640), new Size(1600, 1000), new Size(3840, 2160)),
        this::shouldMoveNothing);
  }

  private void shouldMoveNothing(Size size) {
    resize(size, "");
    String sentence = "Workers are the limit: 3 of 3 busy 97 % of the time. ".repeat(8);
    robot.interact(
        () -> {
          PanelView view = (PanelView) stage.getScene().getRoot();
          // In one go: the server's own verdict comes again with the next second.
          VerdictLine line = robot.lookup("#verdict").query();
          line.show(urgent("Workers are the limit."));
          view.applyCss();
          view.layout();
          Bounds before = inScene(robot.lookup("#live").query());
          line.show(urgent(sentence));
          view.applyCss();
          view.layout();
          assertThat(line.getHeight()).isLessThanOrEqualTo(48);
          assertThat(line.getAccessibleText()).isEqualTo("Verdict: " + sentence);
          assertThat(inScene(robot.lookup("#live").query())).isEqualTo(before);
          Bounds shown = inScene(robot.lookup("#verdict-headline").query());
          assertThat(inScene(line).contains(shown)).isTrue();
          assertThat(overlaps(labels())).isEmpty();
          assertThat(cutOff()).isEmpty();
        });
  }

  private static VerdictText urgent(String headline) {
    return new VerdictText(
        VerdictText.Tone.URGENT,
        "Contention",
        headline,
        Assumption.Verdict.HOLDS,
        "",
        List.of(),
        Optional.empty());
  }

  private void awaitPrediction() throws Exception {
    FxAwait.until("a prediction", () -> !robot.lookup("#what-if-notes .hint").queryAll().isEmpty());
  }

  @Test
  void shouldBearAnySize() throws Exception {
    atEach(
        List.of(
            new Size(0, 0), new Size(1, 1), new Size(0, 500), new Size(700, 0), new Size(120, 90)),
        size -> {
          for (String pane : PANES) {
            resize(size, pane);
            resize(new Size(1_000, 700), pane);
          }
          robot.interact(() -> assertThat(cutOff()).isEmpty());
        });
  }

  private void resize(Size size, String pane) {
    robot.interact(
        () -> {
          PanelView view = (PanelView) stage.getScene().getRoot();
          for (String each : List.of("resource", "load")) {
            boolean wanted = each.equals(pane);
            if (robot.lookup("#" + each + "-pane").query().isVisible() != wanted) {
              robot
                  .lookup("#" + each + "-settings")
                  .<javafx.scene.control.ToggleButton>query()
                  .fire();
            }
          }
          stage.setMinWidth(0);
          stage.setMinHeight(0);
          // The scene's size is what counts: the platform's screen may be smaller.
          view.setManaged(false);
          view.resize(size.width, size.height);
          for (int pass = 0; pass < 3; pass++) {
            view.applyCss();
            view.layout();
          }
        });
  }

  /** All labels that can be seen, by what they say and where they are. */
  private Map<String, Bounds> labels() {
    Map<String, Bounds> found = new TreeMap<>();
    for (Labeled label : labeled(stage.getScene().getRoot(), new ArrayList<>())) {
      Node text = label.lookup(".text");
      if (text != null && text.isVisible()) {
        Bounds at = visiblePart(text);
        if (at.getWidth() > 0 && at.getHeight() > 0) {
          found.put(label.getText() + " #" + label.getId() + " " + found.size(), at);
        }
      }
    }
    return found;
  }

  /** Within all that it scrolls in. */
  private static Bounds visiblePart(Node text) {
    Bounds bounds = inScene(text);
    Rectangle2D part =
        new Rectangle2D(bounds.getMinX(), bounds.getMinY(), bounds.getWidth(), bounds.getHeight());
    for (Parent parent = text.getParent(); parent != null; parent = parent.getParent()) {
      if (parent instanceof ScrollPane) {
        part = intersection(part, inScene(parent));
      }
    }
    return new javafx.geometry.BoundingBox(
        part.getMinX(), part.getMinY(), part.getWidth(), part.getHeight());
  }

  private static Rectangle2D intersection(Rectangle2D one, Bounds other) {
    double left = Math.max(one.getMinX(), other.getMinX());
    double top = Math.max(one.getMinY(), other.getMinY());
    double width = Math.max(0, Math.min(one.getMaxX(), other.getMaxX()) - left);
    double height = Math.max(0, Math.min(one.getMaxY(), other.getMaxY()) - top);
    return new Rectangle2D(left, top, width, height);
  }

  private static List<String> overlaps(Map<String, Bounds> labels) {
    List<Map.Entry<String, Bounds>> all = List.copyOf(labels.entrySet());
    List<String> found = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        Bounds one = all.get(i).getValue();
        Bounds other = all.get(j).getValue();
        double across =
            Math.min(one.getMaxX(), other.getMaxX()) - Math.max(one.getMinX(), other.getMinX());
        double down =
            Math.min(one.getMaxY(), other.getMaxY()) - Math.max(one.getMinY(), other.getMinY());
        // Lines of text that touch don't overlap: their boxes are higher than their letters.
        if (across > 1 && down > 3) {
          found.add(all.get(i).getKey() + " over " + all.get(j).getKey());
        }
      }
    }
    return found;
  }

  /** Labels that the layout has shortened; long sentences may be, and have a tooltip. */
  private List<String> cutOff() {
    List<String> found = new ArrayList<>();
    for (Labeled label : labeled(stage.getScene().getRoot(), new ArrayList<>())) {
      boolean sentence =
          List.of("message", "theory-basis", "theory-headline", "source-facts", "verdict-headline")
              .contains(String.valueOf(label.getId()));
      if (!sentence
          && label.lookup(".text") instanceof Text text
          && text.getText().endsWith("...")) {
        found.add(label.getText() + " reads " + text.getText() + " in " + path(label));
      }
    }
    return found;
  }

  /** The widths of all that a label is in: they tell which of them was too narrow. */
  private static String path(Node node) {
    StringBuilder path = new StringBuilder();
    for (Node at = node; at != null; at = at.getParent()) {
      path.append(' ')
          .append(at.getClass().getSimpleName())
          .append(' ')
          .append(Math.round(at.getLayoutBounds().getWidth()));
    }
    return path.toString();
  }

  private static List<Labeled> labeled(Parent parent, List<Labeled> found) {
    for (Node child : parent.getChildrenUnmodifiable()) {
      if (!child.isVisible() || child instanceof ScrollBar) {
        continue;
      }
      if (child instanceof Labeled label && label.getText() != null && !label.getText().isEmpty()) {
        found.add(label);
      } else if (child instanceof Parent inner) {
        labeled(inner, found);
      }
    }
    return found;
  }

  private static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }
}
