package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.bench.http.HttpContender;
import weir.bench.http.HttpResults;
import weir.bench.http.process.Ab;
import weir.bench.http.process.Children;
import weir.bench.http.process.JvmFlags;
import weir.bench.http.process.Servers;
import weir.bench.http.process.Wrk;
import weir.bench.http.report.HttpReport;
import weir.bench.http.run.HttpRun;
import weir.bench.http.run.HttpRunSettings;

/** Compares this project's server with bare ones, side by side, and holds it against its goals. */
@Command(
    name = "http",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Compares Weir's server with bare ones, side by side, and holds it against its goals.")
final class HttpComparison implements Callable<Integer> {

  @Option(names = "--quick", description = "Two short rounds, for no verdict: about 2 minutes.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "<n>",
      converter = Counts.OneOrMore.class,
      description = "Rounds, each with fresh processes (default: 5, about 10 minutes).")
  private int rounds;

  @Option(
      names = "--contenders",
      paramLabel = "<id>",
      split = ",",
      converter = Choices.OfServers.class,
      description =
          "Only these, separated by commas: weir-0ms, weir-5ms, weir-wakeup, javalin, jetty, nginx.")
  private List<HttpContender> wanted = HttpContender.comparedWithOthers();

  @Option(
      names = "--tools",
      paramLabel = "<name>",
      split = ",",
      converter = Choices.OfLoadTools.class,
      defaultValue = "ab,wrk",
      description = "Load generators; ab is always needed (default: ${DEFAULT-VALUE}).")
  private List<LoadTool> loadTools = List.of();

  @Mixin private final ReportFlags report = new ReportFlags();

  private final String commandLine;

  HttpComparison(String commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      HttpTools tools = HttpTools.find(wantsWrk());
      return compare(tools, contenders(tools));
    } catch (IllegalArgumentException e) {
      System.err.println("weir bench http: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private boolean wantsWrk() {
    if (!loadTools.contains(LoadTool.AB)) {
      throw new IllegalArgumentException(
          "most figures are ab's: give --tools ab or --tools ab,wrk");
    }
    return loadTools.contains(LoadTool.WRK);
  }

  private List<HttpContender> contenders(HttpTools tools) {
    List<HttpContender> installed =
        wanted.stream()
            .distinct()
            .filter(contender -> contender != HttpContender.NGINX || tools.nginx().isPresent())
            .toList();
    if (installed.isEmpty()) {
      throw new IllegalArgumentException(
          "nginx alone was asked for and is not installed: install it (Debian: nginx-light)");
    }
    return installed;
  }

  private HttpRunSettings settings(List<HttpContender> contenders) {
    return quick
        ? HttpRunSettings.quick(contenders, rounds == 0 ? 2 : rounds)
        : HttpRunSettings.full(contenders, rounds == 0 ? 5 : rounds);
  }

  private int compare(HttpTools tools, List<HttpContender> contenders)
      throws IOException, InterruptedException {
    HttpRunSettings settings = settings(contenders);
    List<String> jvmFlags = JvmFlags.of(tools.serveCommand());
    tools.missing().forEach(System.out::println);
    ZonedDateTime started = ZonedDateTime.now(ZoneOffset.UTC);
    double loadBefore = Surroundings.loadAverage();
    Path temporary = Files.createTempDirectory("weir-bench");
    Children children = new Children(temporary);
    // Ctrl-C ends the program here, and this in turn what it has started.
    Thread ender = new Thread(() -> end(children, temporary), "ender");
    Runtime.getRuntime().addShutdownHook(ender);
    Servers servers = new Servers(children, tools.launcher(), temporary, jvmFlags, tools.nginx());
    HttpConditions conditions =
        new HttpConditions(settings, tools, jvmFlags, commandLine, report.note());
    HttpResults results =
        new HttpRun(
                settings,
                servers,
                new Ab(children, tools.ab(), temporary),
                tools.wrk().map(program -> new Wrk(children, program)))
            .measure();
    String name =
        "http-" + started.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT));
    List<String> lines = conditions.lines(started, loadBefore, children);
    Path written = HttpReport.write(report.folder(), name, lines, settings.rounds(), results);
    System.out.println("Written to " + written);
    return results.faults().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private static void end(Children children, Path temporary) {
    children.close();
    try {
      TemporaryFolder.delete(temporary);
    } catch (IOException e) {
      System.err.println("weir bench http: " + temporary + " is left over: " + e.getMessage());
    }
  }
}
