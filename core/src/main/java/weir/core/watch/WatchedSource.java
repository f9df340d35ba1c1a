package weir.core.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.Closing;
import weir.core.figures.Capabilities;
import weir.core.figures.Change;
import weir.core.figures.SinceStart;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.figures.Source;
import weir.core.figures.WorkerCount;
import weir.core.link.Command;
import weir.core.link.CommandExecutor;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.telemetry.ChangeLog;
import weir.core.telemetry.Sampler;

/** A source of something that the program has: its sampler, its bean, and its place on a socket. */
final class WatchedSource implements Watched, CommandExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedSource.class);
  private static final Duration SAMPLE_PERIOD = Duration.ofMillis(50);

  private final Subject subject;
  private final HiccupLatencies latencies;
  private final Sampler sampler;
  private final ChangeLog changes;
  private final Consumer<WatchedSource> whenClosed;
  private final SourceBean bean;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Held by who takes a sample, or the last one. */
  private final ReentrantLock sampling = new ReentrantLock();

  /** Written under this. */
  private volatile Source source;

  /** Its place on the open socket. Written under this. */
  private volatile @Nullable PublishedSource published;

  /**
   * Makes what {@link #start} starts.
   *
   * @param name what it is called, the only one of that name
   * @param whenClosed called once, when the watching ends
   */
  WatchedSource(String name, Subject subject, Consumer<WatchedSource> whenClosed) {
    source =
        new Source(
            name,
            subject.kind(),
            textOf(subject.type()),
            subject.capacity(),
            new Capabilities(subject.range(), true, false, false, false));
    this.subject = subject;
    this.whenClosed = whenClosed;
    latencies = new HiccupLatencies(subject.latencies(), subject.hasCohorts());
    sampler = new Sampler(name, subject, latencies, SAMPLE_PERIOD);
    changes = new ChangeLog(name, sampler::uptimeNanos, sampler::tell);
    bean = new SourceBean(this::source, this::snapshot, this::remarks, this);
  }

  /** An anonymous class has none. */
  private static Optional<String> textOf(String type) {
    return type.isBlank()
        ? Optional.empty()
        : Optional.of(type.substring(0, Math.min(type.length(), Source.MAX_NAME_LENGTH)));
  }

  /** From now on it is to be sampled, until what is watched has ended. */
  void start() {
    sampler.addSink(new End());
    subject.start();
    if (!subject.isToldOf()) {
      bean.register();
    }
    remarks().forEach(remark -> LOG.info("{}: {}", source.name(), remark));
  }

  boolean isOpen() {
    return !closed.get();
  }

  /** Whether somebody is sent its snapshots. */
  boolean isSeen() {
    PublishedSource place = published;
    return place != null && place.hasReceivers();
  }

  /**
   * Takes a sample.
   *
   * @param hiccupMicros that the machine has taken since the last one
   */
  void sample(long hiccupMicros) {
    sampling.lock();
    try {
      if (!closed.get()) {
        latencies.add(hiccupMicros);
        sampler.tick();
      }
    } finally {
      sampling.unlock();
    }
  }

  /** The last sample. A sample itself may find that there is nothing more to see. */
  private void endSampling() {
    sampling.lock();
    try {
      sampler.close();
    } finally {
      sampling.unlock();
    }
  }

  /** Says anew what it is; who sees it is told. */
  synchronized void describe(String type) {
    Source before = source;
    source =
        new Source(
            before.name(), before.kind(), textOf(type), before.capacity(), before.capabilities());
    PublishedSource place = published;
    if (place != null) {
      place.describe(source);
    }
  }

  List<String> remarks() {
    return subject.remarks();
  }

  /** Shows it on a socket; one that takes no more is logged, and harms nobody. */
  synchronized void showOn(LinkServer server) {
    if (closed.get()) {
      return;
    }
    try {
      PublishedSource place = server.add(source, this);
      published = place;
      sampler.addSink(place);
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.warn("{} is not shown: {}", source.name(), e.getMessage());
    }
  }

  /** Takes it from the socket. */
  synchronized void hide() {
    PublishedSource place = published;
    published = null;
    if (place != null) {
      place.close();
    }
  }

  @Override
  public Source source() {
    return source;
  }

  @Override
  public Snapshot snapshot() {
    return sampler.current();
  }

  @Override
  public SinceStart sinceStart() {
    return sampler.sinceStart();
  }

  @Override
  public void resizeTo(int workers) {
    resizeTo(workers, Change.ITSELF);
  }

  void resizeTo(int workers, String who) {
    if (source.capabilities().workers().isEmpty()) {
      throw new IllegalStateException(
          fixed(subject.fixedBecause().orElse("the number of its workers is set elsewhere")));
    }
    changes.resize(workers, this::requested, subject::resizeTo, who);
    LOG.info("{} is to have {} workers, says {}", source.name(), workers, who);
  }

  private String fixed(String reason) {
    return source.name() + " can't be resized: " + reason;
  }

  @Override
  public Optional<String> whyNot(Command command) {
    return command instanceof Command.ResizeWorkers
        ? subject.fixedBecause().map(this::fixed)
        : Optional.empty();
  }

  private int requested() {
    return subject.workers().map(WorkerCount::requested).orElse(0);
  }

  @Override
  public CommandOutcome execute(Command command) {
    return execute(command, Change.ITSELF);
  }

  @Override
  public CommandOutcome execute(Command command, String who) {
    try {
      if (command instanceof Command.ResizeWorkers it) {
        resizeTo(it.workers(), who);
      } else if (command instanceof Command.ResetStatistics) {
        reset(who);
      } else {
        return new CommandOutcome.Refused(source.name() + " can't do that");
      }
      return new CommandOutcome.Accepted();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return new CommandOutcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  void reset(String who) {
    long ended = sampler.current().ledger().ended();
    sampler.reset();
    changes.add(Change.Kind.RESET, who, ended + " ended events counted", "counted afresh");
  }

  /** Something happened that nobody asked for. */
  void note(String who, String from, String to) {
    changes.add(Change.Kind.OTHER, who, from, to);
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Closing closing = new Closing();
    closing.close(() -> whenClosed.accept(this));
    closing.close(this::endSampling);
    closing.close(subject::letGo);
    closing.close(this::hide);
    closing.close(bean);
    closing.report();
  }

  /** Asked at each sample, and never given one: ends the watching once there is nothing to see. */
  private final class End implements SnapshotSink {

    @Override
    public boolean hasReceivers() {
      if (!closed.get() && subject.hasEnded()) {
        close();
      }
      return false;
    }

    @Override
    public void publish(Snapshot snapshot) {}
  }
}
