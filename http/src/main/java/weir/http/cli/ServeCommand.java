package weir.http.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.journal.DiskJournalSettings;
import weir.core.pipeline.DrainReport;
import weir.core.settings.DurationText;
import weir.http.config.ConstantName;
import weir.http.config.JournalChoice;
import weir.http.config.ServeSettings;
import weir.http.logging.LogOutput;
import weir.http.server.WeirServer;
import weir.http.service.ServiceManager;
import weir.http.stats.ReplayText;
import weir.http.stats.StatsText;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    header = "Runs the server.",
    description = {
      "",
      "POST or GET /events publishes one event, GET /stats shows the figures, GET / lists the rest.",
      "",
      "Ctrl-C or SIGTERM stops it: it accepts no more events, handles the backlog for"
          + " --drain-timeout, and reports what was left. With a journal in Kafka its workers finish"
          + " what they are at, and leave the backlog to others. A second Ctrl-C stops at once.",
      ""
    })
final class ServeCommand implements Callable<Integer> {

  @Mixin private final ServeFlags flags = new ServeFlags();

  @Mixin private final InputEnd inputEnd = new InputEnd();

  @Spec private CommandSpec spec;

  ServeCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    LogOutput.use(flags.logFormat());
    ServeSettings settings = flags.load().serve();
    CountDownLatch stopRequested = new CountDownLatch(1);
    PanelProcess.openIfAsked(
        settings.socket().map(socket -> List.of("--socket", socket)).orElse(List.of()),
        RunEnvironment.of(spec),
        out,
        () -> stopRequested.getCount() > 0);
    try (ServiceManager manager = ServiceManager.of(RunEnvironment.of(spec));
        WeirServer server = WeirServer.start(settings, url -> new LoadProcess(url, out))) {
      StopSignals.install(stopRequested::countDown);
      inputEnd.install(stopRequested::countDown, settings.drainTimeout());
      printStart(settings, server, out);
      manager.ready(server::status);
      stopRequested.await();
      Optional<JournalFigures> journal = server.pipeline().journal();
      String work =
          (journal.flatMap(JournalFigures::group).isPresent() ? "finishing" : "draining")
              + " for up to "
              + DurationText.format(settings.drainTimeout());
      manager.stopping(work);
      out.printf("stopping: no more events accepted, %s (Ctrl-C again: at once)%n", work);
      out.flush();
      server.stop(report -> printEnd(report, journal, out));
    }
    return ExitStatus.OK;
  }

  private void printStart(ServeSettings settings, WeirServer server, PrintWriter out) {
    server
        .resource()
        .replay()
        .filter(replay -> !replay.warning().isEmpty())
        .ifPresent(replay -> warn(replay.warning()));
    if (!server.isLoopback()) {
      warn(
          "listening on "
              + settings.host()
              + ", so other machines may reach this server; it asks nobody for a password");
    }
    out.printf(
        Locale.ROOT, "Weir listens on %s (pid %d)%n", server.url(), ProcessHandle.current().pid());
    out.printf(
        Locale.ROOT,
        "workers %d (limit %d), mode %s, ring %d slots, handler %s%n%s%n",
        settings.pipeline().workers(),
        settings.pipeline().maxWorkers(),
        ConstantName.of(settings.pipeline().mode()),
        settings.pipeline().ringSize(),
        settings.handler(),
        ReplayText.serviceTime(server.resource()));
    out.printf(
        Locale.ROOT,
        "sleeps end %s late here: service times of that size mean nothing%n",
        StatsText.time(server.timingFloorNanos()));
    server.pipeline().journal().ifPresent(journal -> printJournal(settings, journal, out));
    out.printf("local socket %s%n", server.socket());
    server.recording().ifPresent(file -> out.printf("recording to %s%n", file));
    out.printf("try: ab -k -n 1000 -c 50 %s/events%n", server.url());
    out.flush();
  }

  private void printJournal(ServeSettings settings, JournalFigures journal, PrintWriter out) {
    if (settings.journal() instanceof JournalChoice.Disk chosen) {
      DiskJournalSettings disk = chosen.settings();
      out.printf(
          Locale.ROOT,
          "journal in %s, sync %s: can lose %s; %d events of earlier runs are handled first%n",
          disk.folder(),
          disk.sync(),
          disk.sync().canLose(),
          journal.recovered());
    } else if (settings.journal() instanceof JournalChoice.Kafka chosen) {
      out.printf(
          Locale.ROOT,
          "journal in Kafka at %s, topic %s, group %s; %d events are left of before%n",
          chosen.settings().bootstrap(),
          chosen.settings().topic(),
          chosen.settings().group(),
          journal.recovered());
    }
    journal.trouble().ifPresent(this::warn);
  }

  private void warn(String sentence) {
    StandardError.warn(spec, sentence);
  }

  private static void printEnd(
      DrainReport report, Optional<JournalFigures> journal, PrintWriter out) {
    Ledger ledger = report.ledger();
    if (report.left() == 0) {
      out.printf(
          Locale.ROOT,
          "drained: 0 left of %d accepted, %d completed, %d failed%n",
          ledger.accepted(),
          ledger.completed(),
          ledger.failed().orElseThrow());
    } else {
      out.printf(
          Locale.ROOT,
          "stopped with %d events not handled%s (%d accepted, %d completed, %d failed)%n",
          report.left(),
          journal.map(ServeCommand::whereKept).orElse(""),
          ledger.accepted(),
          ledger.completed(),
          ledger.failed().orElseThrow());
    }
    out.flush();
  }

  private static String whereKept(JournalFigures journal) {
    if (journal.trouble().isPresent()) {
      return "; the journal had trouble: " + journal.trouble().get();
    }
    return " and kept in the journal"
        + journal
            .group()
            .map(group -> ", for other processes of group " + group + " or the next start")
            .orElse("");
  }
}
