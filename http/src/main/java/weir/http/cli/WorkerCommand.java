package weir.http.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.core.link.LinkAddresses;
import weir.core.settings.DurationText;
import weir.http.config.JournalChoice;
import weir.http.config.ServeSettings;
import weir.http.kafka.KafkaSettings;
import weir.http.logging.LogOutput;
import weir.http.server.WorkerServer;
import weir.http.service.ServiceManager;
import weir.http.stats.ReplayText;

/** Runs workers of a group until they are told to stop. */
@Command(
    name = "worker",
    mixinStandardHelpOptions = true,
    header = "Runs workers alone, for events that servers with '--journal kafka' accept.",
    description = {
      "",
      "It joins a share group of Kafka's, on this machine or another, with --workers workers: each"
          + " event is handled by one worker of the group, whichever process it is in. Panel and"
          + " commands find it at a local socket of its own (worker-PID.sock), and change its"
          + " workers as those of a server.",
      "",
      "Ctrl-C or SIGTERM stops it: its workers finish the events that they are at, for"
          + " --drain-timeout at most, and leave the rest to others.",
      ""
    })
final class WorkerCommand implements Callable<Integer> {

  @Mixin private final ServeFlags flags = new ServeFlags("journal", "kafka");

  @Mixin private final InputEnd inputEnd = new InputEnd();

  @Spec private CommandSpec spec;

  WorkerCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    LogOutput.use(flags.logFormat());
    ServeSettings settings = flags.load().serve();
    CountDownLatch stopRequested = new CountDownLatch(1);
    long processId = ProcessHandle.current().pid();
    boolean allLeft;
    try (ServiceManager manager = ServiceManager.of(RunEnvironment.of(spec));
        WorkerServer server = WorkerServer.start(settings, LinkAddresses.ofWorkers(processId))) {
      StopSignals.install(stopRequested::countDown);
      inputEnd.install(stopRequested::countDown, settings.drainTimeout());
      print(settings, server, out, processId);
      manager.ready(server::status);
      stopRequested.await();
      manager.stopping("finishing for up to " + DurationText.format(settings.drainTimeout()));
      allLeft = server.stop();
    }
    out.println(
        allLeft
            ? "stopped: what is left is for other workers of the group"
            : "stopped with handlers at work: others get their events");
    out.flush();
    return ExitStatus.OK;
  }

  private static void print(
      ServeSettings settings, WorkerServer server, PrintWriter out, long processId) {
    if (settings.journal() instanceof JournalChoice.Kafka kafka) {
      KafkaSettings group = kafka.settings();
      out.printf(
          Locale.ROOT,
          "Weir works for group %s on topic %s at %s (pid %d)%n",
          group.group(),
          group.topic(),
          group.bootstrap(),
          processId);
    }
    out.printf(
        Locale.ROOT,
        "workers %d (limit %d), handler %s%n%s%nlocal socket %s%n",
        settings.pipeline().workers(),
        settings.pipeline().maxWorkers(),
        settings.handler(),
        ReplayText.serviceTime(server.pipeline().resource()),
        server.socket());
    out.flush();
  }
}
