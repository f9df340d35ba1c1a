package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.bench.http.process.JvmFlags;
import weir.bench.http.process.Programs;
import weir.bench.panel.Display;
import weir.bench.panel.DrawingReport;
import weir.bench.panel.DrawingRun;
import weir.bench.panel.DrawingSettings;

/** Measures what the panel costs to draw, beside JavaFX's own charts. */
@Command(
    name = "panel",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures what the panel costs to draw, beside JavaFX's own charts, and holds that against"
            + " the goals.")
final class PanelCost implements Callable<Integer> {

  /** Set by the launcher, which alone knows how it starts the panel. */
  private static final String PANEL_COMMAND = "weir.bench.panelCommand";

  @Option(names = "--quick", description = "One short round, for no verdict: about a minute.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "<n>",
      converter = Counts.OneOrMore.class,
      description = "Rounds, each with fresh processes (default: 5, about 10 minutes).")
  private int rounds;

  @Mixin private final ReportFlags report = new ReportFlags();

  private final String commandLine;

  PanelCost(String commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String panelCommand = System.getProperty(PANEL_COMMAND);
    if (panelCommand == null) {
      return refuse(
          "the panel is started as the launcher starts it: run this with './weir bench panel'");
    }
    if (!Files.isReadable(Path.of("/proc/self/status"))) {
      return refuse("memory is read from /proc, which this system has not: run it on Linux");
    }
    DrawingSettings preset = quick ? DrawingSettings.QUICK : DrawingSettings.FULL;
    DrawingSettings settings = rounds == 0 ? preset : preset.withRounds(rounds);
    ZonedDateTime started = ZonedDateTime.now(ZoneOffset.UTC);
    double loadBefore = Surroundings.loadAverage();
    DrawingReport drawn = new DrawingReport();
    try (Display display = Display.open(Programs.find("Xvfb"))) {
      new DrawingRun(
              settings,
              panelCommand,
              display,
              figure -> {
                System.out.println(figure.text());
                drawn.add(figure);
              })
          .measure();
      String name =
          "panel-" + started.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT));
      List<String> conditions = conditions(started, loadBefore, settings, display, panelCommand);
      System.out.println("Written to " + drawn.write(report.folder(), name, conditions));
    }
    return CommandLine.ExitCode.OK;
  }

  private static int refuse(String sentence) {
    System.err.println("weir bench panel: " + sentence);
    return CommandLine.ExitCode.USAGE;
  }

  private List<String> conditions(
      ZonedDateTime started,
      double loadBefore,
      DrawingSettings settings,
      Display display,
      String panelCommand)
      throws IOException {
    return Stream.of(
            "Date: " + started.truncatedTo(ChronoUnit.MINUTES),
            "Command: `" + commandLine + "`",
            Surroundings.jdk(),
            "Flags of every program that draws, those of `./weir panel`: `"
                + String.join(" ", JvmFlags.spelledOut(JvmFlags.of(panelCommand)))
                + " -Dprism.order=sw`, and its archive of classes where there is one",
            Surroundings.machine(),
            Surroundings.loadAverages(loadBefore),
            "Display: " + display.text(),
            String.format(
                Locale.ROOT,
                "Rounds: %d, each with a fresh process for each drawing, in turns; windows of"
                    + " 1600 × 1000, fed with 20 snapshots a second; %d s to warm up, %d s measured",
                settings.rounds(),
                settings.warmUpSeconds(),
                settings.seconds()),
            "LineChart: 6 series of 3,000 points in three charts; no animation, no symbols, fixed"
                + " axes",
            report.note().isEmpty() ? "" : "Note: " + report.note())
        .filter(condition -> !condition.isEmpty())
        .toList();
  }
}
