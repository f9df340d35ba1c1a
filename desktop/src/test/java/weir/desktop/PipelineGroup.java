package weir.desktop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import weir.core.figures.Change;
import weir.core.figures.EndedEvents;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.link.LinkAddress;
import weir.core.link.LinkException;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.ServerInfo;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;

/**
 * Real pipelines, each on a real socket of its own, that say what processes of a group do: the
 * ledger of all, and their own workers and latencies.
 */
public final class PipelineGroup implements AutoCloseable {

  public final String name;
  private final List<Pipeline<byte[]>> pipelines = new ArrayList<>();
  private final List<LinkServer> links = new ArrayList<>();

  /** Written by samplers: what any of them has seen last. */
  private final AtomicReference<Ledger> last = new AtomicReference<>(Ledger.EMPTY);

  public PipelineGroup(String name) {
    this.name = name;
  }

  /** Another process of the group. */
  public synchronized Pipeline<byte[]> add(Path socket, Duration serviceTime, int maxWorkers)
      throws LinkException {
    Pipeline<byte[]> pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withServiceTime(serviceTime).withWorkers(1, maxWorkers),
            EventHandlers.named("mock-resource"));
    LinkServer link =
        LinkServer.open(new LinkAddress.UnixSocket(socket), ServerInfo.ofThisProcess());
    PublishedSource source = link.add(pipeline.source(), pipeline);
    pipelines.add(pipeline);
    links.add(link);
    pipeline.addSink(new Sink(source));
    return pipeline;
  }

  public synchronized void publish(int events) {
    for (int event = 0; event < events; event++) {
      PublishOutcome outcome = pipelines.get(event % pipelines.size()).publish(new byte[0]);
      if (outcome != PublishOutcome.ACCEPTED) {
        throw new IllegalStateException("event " + event + ": " + outcome);
      }
    }
  }

  /** As if the process was gone; what it has accepted ends first. */
  public void end(int member) throws InterruptedException {
    Pipeline<byte[]> pipeline;
    LinkServer link;
    synchronized (this) {
      pipeline = pipelines.get(member);
      link = links.get(member);
    }
    pipeline.drain(Duration.ofSeconds(30));
    link.close();
    pipeline.close();
  }

  public synchronized Ledger total() {
    Ledger sum = Ledger.EMPTY;
    for (Pipeline<byte[]> pipeline : pipelines) {
      Ledger its = pipeline.totals();
      sum =
          new Ledger(
              sum.accepted() + its.accepted(),
              sum.completed() + its.completed(),
              sum.failed().orElse(0) + its.failed().orElse(0),
              0,
              sum.backlog() + its.backlog(),
              sum.inFlight() + its.inFlight());
    }
    return sum;
  }

  @Override
  public synchronized void close() {
    links.forEach(LinkServer::close);
    pipelines.forEach(Pipeline::closeNow);
  }

  private final class Sink implements SnapshotSink {

    private final PublishedSource source;

    Sink(PublishedSource source) {
      this.source = source;
    }

    @Override
    public void publish(Snapshot its) {
      Ledger all = total();
      boolean settled = all.equals(last.getAndSet(all));
      source.publish(inGroup(its, all, settled));
    }

    @Override
    public boolean hasReceivers() {
      return source.hasReceivers();
    }

    @Override
    public boolean keepsThePast() {
      return source.keepsThePast();
    }

    @Override
    public void tell(Change change) {
      source.tell(change);
    }
  }

  private Snapshot inGroup(Snapshot its, Ledger all, boolean settled) {
    Ledger ledger =
        new Ledger(
            all.accepted(),
            all.completed(),
            all.failed(),
            its.ledger().rejected(),
            all.backlog(),
            all.inFlight());
    return Snapshots.inGroup(its, ledger, journal(name, settled));
  }

  public static JournalFigures journal(String group, boolean settled) {
    return new JournalFigures(
        "kafka",
        Optional.of(group),
        0,
        0,
        0,
        0,
        Optional.of(EndedEvents.NONE),
        settled,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Optional.empty());
  }
}
