package weir.http.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import weir.core.figures.EndedEvents;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.link.LinkAddress;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.ServerInfo;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/**
 * Real pipelines in a runtime folder, each on a socket of its own and with a process id of its own
 * choice, that say what processes of a group do.
 */
final class GroupedPipelines implements AutoCloseable {

  private final Path folder;
  private final List<Pipeline<byte[]>> pipelines = new ArrayList<>();
  private final List<LinkServer> links = new ArrayList<>();

  GroupedPipelines(Path home) throws Exception {
    folder =
        Files.createDirectory(
            home.resolve("weir"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  synchronized Pipeline<byte[]> add(String group, long pid, int maxWorkers) throws Exception {
    Pipeline<byte[]> pipeline =
        Pipeline.start(
            PipelineSettings.defaults()
                .withServiceTime(Duration.ofMillis(5))
                .withWorkers(1, maxWorkers),
            EventHandlers.named("mock-resource"));
    LinkServer link =
        LinkServer.open(
            new LinkAddress.UnixSocket(folder.resolve(group + pid + ".sock")),
            new ServerInfo(pid, pid));
    PublishedSource source = link.add(pipeline.source(), pipeline);
    pipelines.add(pipeline);
    links.add(link);
    pipeline.addSink(
        new SnapshotSink() {
          @Override
          public void publish(Snapshot its) {
            source.publish(inGroup(its, group));
          }

          @Override
          public boolean hasReceivers() {
            return source.hasReceivers();
          }

          @Override
          public boolean keepsThePast() {
            return source.keepsThePast();
          }
        });
    return pipeline;
  }

  private synchronized Ledger total() {
    long accepted = 0;
    long completed = 0;
    long backlog = 0;
    long inFlight = 0;
    for (Pipeline<byte[]> pipeline : pipelines) {
      Ledger its = pipeline.totals();
      accepted += its.accepted();
      completed += its.completed();
      backlog += its.backlog();
      inFlight += its.inFlight();
    }
    return new Ledger(accepted, completed, 0, 0, backlog, inFlight);
  }

  private Snapshot inGroup(Snapshot its, String group) {
    return new Snapshot(
            its.source(),
            its.number(),
            its.epochMillis(),
            its.uptimeNanos(),
            its.resets(),
            total(),
            its.oldestWaitingNanos(),
            its.workers(),
            its.workerFigures(),
            its.resource(),
            its.overRange(),
            its.sinceReset(),
            its.hiccups(),
            its.cohorts(),
            its.load(),
            its.interval())
        .withJournal(
            Optional.of(
                new JournalFigures(
                    "kafka",
                    Optional.of(group),
                    0,
                    0,
                    0,
                    0,
                    Optional.of(EndedEvents.NONE),
                    true,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty())));
  }

  synchronized void end(int member) {
    links.get(member).close();
    pipelines.get(member).closeNow();
  }

  @Override
  public synchronized void close() {
    links.forEach(LinkServer::close);
    pipelines.forEach(Pipeline::closeNow);
  }
}
