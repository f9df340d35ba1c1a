package weir.core.pipeline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.Closing;
import weir.core.figures.Capabilities;
import weir.core.figures.Change;
import weir.core.figures.IntervalSum;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.figures.LoadFigures;
import weir.core.figures.ResourceUse;
import weir.core.figures.SinceStart;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.journal.JournalException;
import weir.core.latency.LatencyStatistics;
import weir.core.link.Command;
import weir.core.link.CommandExecutor;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkException;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.ServerInfo;
import weir.core.resource.MockResource;
import weir.core.resource.ResourceClock;
import weir.core.resource.ResourceException;
import weir.core.resource.TimingFloor;
import weir.core.ring.PublishOutcome;
import weir.core.settings.DurationText;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;
import weir.core.settings.ServiceTimeModel;
import weir.core.telemetry.ChangeLog;
import weir.core.telemetry.HistogramLog;
import weir.core.telemetry.SampledSource;
import weir.core.telemetry.Sampler;
import weir.core.worker.PoolWorker;
import weir.core.worker.StartFailure;

/**
 * A running pipeline: a ring, an elastic pool of workers, their latencies, and a sampler that
 * reports on them. All methods are thread-safe.
 *
 * @param <P> type of the payload
 */
public final class Pipeline<P> implements CommandExecutor, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);

  private static final Duration SAMPLE_PERIOD = Duration.ofMillis(50);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final PipelineSettings settings;
  private final MockResource resource;
  private final Journal<P> journal;
  private final LatencyStatistics latencies;
  private final Sampler sampler;
  private final Source sourceWithoutLoad;
  private final long timingFloorNanos;
  private final ChangeLog changes;

  /** Set at most once, before anybody is told of the source; null where nothing sends load. */
  private volatile @Nullable Loads loads;

  /** Set at most once, to true. */
  private volatile boolean faultsAllowed;

  /** Held while the resource is changed, for which a file may be read. */
  private final Object settingResource = new Object();

  /** Sockets and logs, closed with the pipeline. */
  private final CopyOnWriteArrayList<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  /** Set once, before {@link #opened} is closed: what is opened later closes at once. */
  private volatile boolean closed;

  /** Whether the workers have been waited for; they are once. */
  private final AtomicBoolean workersStopped = new AtomicBoolean();

  private Pipeline(
      PipelineSettings settings,
      Source source,
      MockResource resource,
      EventHandler<P> handler,
      Journal.Opener<P> opener)
      throws JournalException {
    this.settings = settings;
    this.sourceWithoutLoad = source;
    this.resource = resource;
    latencies = new LatencyStatistics(settings.maxWorkers());
    journal = opener.open(new JournalSetup<>(settings, handler, latencies));
    sampler = new Sampler(settings.name(), new Figures(), latencies, SAMPLE_PERIOD);
    changes = new ChangeLog(settings.name(), sampler::uptimeNanos, sampler::tell);
    timingFloorNanos = TimingFloor.measure().medianLateNanos();
  }

  /**
   * Starts a pipeline with a handler found by name.
   *
   * @param settings how to start
   * @param provider makes the handler
   * @return the running pipeline
   */
  public static Pipeline<byte[]> start(PipelineSettings settings, EventHandlerProvider provider) {
    return start(settings, provider.name(), provider::create);
  }

  /**
   * Starts a pipeline with a handler that may use its resource.
   *
   * @param settings how to start
   * @param handlerName what to call the handler; see {@link Source#handler()}
   * @param factory makes the handler; called once
   * @param <P> type of the payload
   * @return the running pipeline
   * @throws IllegalArgumentException if the resource is to replay a file that can't be used, or the
   *     name of the handler can't be
   */
  public static <P> Pipeline<P> start(
      PipelineSettings settings,
      String handlerName,
      Function<HandlerContext, EventHandler<P>> factory) {
    return startInMemory(journal -> start(settings, handlerName, factory, journal));
  }

  /**
   * Starts a pipeline with a journal of one's choice.
   *
   * @param settings how to start
   * @param handlerName what to call the handler; see {@link Source#handler()}
   * @param factory makes the handler; called once
   * @param journal opens what keeps the events, such as one of {@link Journals}
   * @param <P> type of the payload
   * @return the running pipeline
   * @throws IllegalArgumentException as of the other method
   * @throws JournalException if the journal can't be opened; nothing is started
   */
  public static <P> Pipeline<P> start(
      PipelineSettings settings,
      String handlerName,
      Function<HandlerContext, EventHandler<P>> factory,
      Journal.Opener<P> journal)
      throws JournalException {
    Source source = source(settings, handlerName);
    MockResource resource = new MockResource(settings.resource());
    try {
      EventHandler<P> handler = factory.apply(new HandlerContext(resource));
      return start(new Pipeline<>(settings, source, resource, handler, journal));
    } catch (Throwable e) {
      Closing closing = new Closing();
      closing.close(resource);
      closing.reportIn(e);
      throw e;
    }
  }

  /**
   * Starts a pipeline with a handler of one's own.
   *
   * @param settings how to start
   * @param handler handles the events
   * @param <P> type of the payload
   * @return the running pipeline
   */
  public static <P> Pipeline<P> start(PipelineSettings settings, EventHandler<P> handler) {
    return startInMemory(journal -> start(settings, nameOf(handler), context -> handler, journal));
  }

  /**
   * What starts a pipeline, given its journal.
   *
   * @param <P> type of the payload
   */
  private interface Starter<P> {

    Pipeline<P> start(Journal.Opener<P> journal) throws JournalException;
  }

  private static <P> Pipeline<P> startInMemory(Starter<P> starter) {
    try {
      return starter.start(Journals.memory());
    } catch (JournalException e) {
      throw new IllegalStateException("a journal in memory opens nothing that could fail", e);
    }
  }

  private static Source source(PipelineSettings settings, String handlerName) {
    return new Source(
        settings.name(),
        SourceKind.PIPELINE,
        Optional.of(handlerName),
        OptionalInt.of(settings.ringSize()),
        Capabilities.all(new WorkerRange(0, settings.maxWorkers())).withLoad(false));
  }

  private static <P> Pipeline<P> start(Pipeline<P> pipeline) {
    try {
      pipeline.journal.resizeTo(pipeline.settings.workers());
      pipeline.latencies.start();
      pipeline.sampler.start();
      return pipeline;
    } catch (Throwable e) {
      Closing closing = new Closing();
      closing.close(pipeline);
      closing.reportIn(e);
      throw e;
    }
  }

  private static String nameOf(EventHandler<?> handler) {
    Class<?> type = handler.getClass();
    String name = type.isHidden() || type.isAnonymousClass() ? "handler" : type.getSimpleName();
    return name.substring(0, Math.min(name.length(), Source.MAX_NAME_LENGTH));
  }

  /**
   * Offers an event. Waits only if the ring is full and the settings' policy says so, or until the
   * event is as safe as the journal promises.
   *
   * @param payload what the handler is given
   * @return whether the event was accepted; if not, the rejection was counted
   * @throws IllegalStateException if the ring is full, the policy is to wait, and the caller is the
   *     pipeline's own handler, which would wait for itself; nothing was published or counted
   */
  public PublishOutcome publish(P payload) {
    return journal.publish(payload, Journal.ON_ACCEPTANCE);
  }

  /**
   * Offers an event that should have arrived earlier: its response time counts from then.
   *
   * @param payload what the handler is given
   * @param intendedNanos when it should have arrived, on {@link System#nanoTime()}; a time to come
   *     counts as now; {@link Journal#ON_ACCEPTANCE} for when it is accepted
   * @return whether the event was accepted; if not, the rejection was counted
   * @throws IllegalStateException as for {@link #publish(Object)}
   */
  public PublishOutcome publish(P payload, long intendedNanos) {
    return journal.publish(payload, intendedNanos);
  }

  /**
   * Offers an event, and tells later where the journal takes its time to make it safe. Waits only
   * if {@link #publishMayWait()}.
   *
   * @param payload what the handler is given
   * @param intendedNanos as for the other method
   * @param onOutcome told once: on the calling thread before this returns, or on one of the
   *     journal's; must not wait
   * @throws IllegalStateException as for {@link #publish(Object)}; nothing is told then
   */
  public void publish(P payload, long intendedNanos, Consumer<? super PublishOutcome> onOutcome) {
    journal.publish(payload, intendedNanos, onOutcome);
  }

  /**
   * Uses the resource once on the calling thread, as a handler does, with no event and no queue: it
   * shows in the use of the resource, and neither in the ledger nor in the latencies.
   *
   * @param number instead of an event's, which are 0 and above: its service time depends on it
   * @return whether the use was done; false if the resource let it fail, or the thread was
   *     interrupted, and still is
   */
  public boolean useResource(long number) {
    try {
      resource.use(number, ResourceClock.NONE);
      return true;
    } catch (ResourceException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Whether {@link #publish(Object, long, Consumer)} may wait, as the settings' policy for a full
   * ring says.
   *
   * @return false if it never does, so that any thread may publish
   */
  public boolean publishMayWait() {
    return journal.publishMayWait();
  }

  /**
   * Whether a handler of this pipeline is given the very object that was published here.
   *
   * @return false if the journal makes another of what it kept, perhaps in another process
   */
  public boolean handlesWhatWasPublished() {
    return journal.handlesWhatWasPublished();
  }

  /**
   * Sets the target number of workers and returns at once.
   *
   * @param workers the new target, from 0 (a pause) to the settings' {@code maxWorkers}
   * @throws IllegalArgumentException if it is out of range; nothing changes
   * @throws IllegalStateException if the pipeline is closed
   */
  public void resizeTo(int workers) {
    resizeTo(workers, Change.ITSELF);
  }

  /**
   * Lets clients of the local sockets that are opened from now on start and stop loads.
   *
   * @param generator sends them; not closed with the pipeline
   * @throws IllegalStateException if there is a generator already
   */
  public synchronized void sendLoadsWith(LoadGenerator generator) {
    if (loads != null) {
      throw new IllegalStateException("this pipeline has a load generator already: use that one");
    }
    loads = new Loads(generator, changes);
  }

  /** Lets clients of the local sockets kill workers, to try out what becomes of their events. */
  public void allowFaults() {
    faultsAllowed = true;
  }

  /**
   * Opens a local socket that reports on this pipeline, its first source, and executes commands.
   * Closed with the pipeline.
   *
   * @param address where
   * @return the open socket
   * @throws LinkException if it can't be opened there; the message says why and what to do
   * @throws IllegalStateException if the pipeline is closed
   */
  public LinkServer listen(LinkAddress address) throws LinkException {
    LinkServer link = LinkServer.open(address, ServerInfo.ofThisProcess());
    closeWithThis(link);
    sampler.addSink(link.add(source(), this));
    return link;
  }

  /**
   * Reports on this pipeline over a local socket that is open already, beside other sources, until
   * the pipeline closes.
   *
   * @param link the open socket
   * @throws IllegalArgumentException if it shows a source of this {@linkplain #name() name} already
   * @throws IllegalStateException if the pipeline is closed, or the socket shows too many sources
   */
  public void reportTo(LinkServer link) {
    PublishedSource published = link.add(source(), this);
    closeWithThis(published);
    sampler.addSink(published);
  }

  /**
   * Adds a receiver of snapshots in this process.
   *
   * @param sink gets the snapshots from the next one on, on the sampler's thread
   */
  public void addSink(SnapshotSink sink) {
    sampler.addSink(sink);
  }

  /**
   * Writes every latency from now on to a log that HdrHistogram's tools read. Closed with the
   * pipeline, after a last interval.
   *
   * @param file a file that does not exist yet
   * @throws IllegalArgumentException if it can't be made; the message says why and what to do
   * @throws IllegalStateException if the pipeline is closed
   */
  public void logTo(Path file) {
    HistogramLog log = HistogramLog.open(file);
    closeWithThis(log);
    sampler.addLog(log);
  }

  /**
   * Takes charge of something that was opened for this pipeline.
   *
   * @param thing closed with the pipeline
   * @throws IllegalStateException if the pipeline is closed; it has been closed, too
   */
  public void closeWithThis(AutoCloseable thing) {
    opened.add(thing);
    if (closed) {
      IllegalStateException fault =
          new IllegalStateException(
              "the pipeline is closed: nothing can be opened for it any more");
      Closing closing = new Closing();
      closing.close(thing);
      closing.reportIn(fault);
      throw fault;
    }
  }

  @Override
  public CommandOutcome execute(Command command) {
    return execute(command, Change.ITSELF);
  }

  @Override
  public CommandOutcome execute(Command command, String who) {
    try {
      if (command instanceof Command.ResizeWorkers resize) {
        resizeTo(resize.workers(), who);
      } else if (command instanceof Command.SetServiceTime set) {
        changeResource(now -> withServiceTime(now, set.serviceTimeNanos()), who);
      } else if (command instanceof Command.SetResource set) {
        changeResource(now -> ResourceText.with(now, set.changes()), who);
      } else if (command instanceof Command.FreezeResource freeze) {
        freeze(freeze.nanos(), who);
      } else if (command instanceof Command.ResetStatistics) {
        reset(who);
      } else if (command instanceof Command.StartLoad start) {
        loads().start(start.settings(), who);
      } else if (command instanceof Command.StopLoad) {
        loads().stop(who);
      } else if (command instanceof Command.KillWorker kill) {
        killWorker(kill.place(), who);
      }
      return new CommandOutcome.Accepted();
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.debug("Refused {}", command, e);
      return new CommandOutcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  private Loads loads() {
    Loads present = loads;
    if (present == null) {
      throw new IllegalStateException(
          name() + " has nothing that sends load: send one with 'weir load'");
    }
    return present;
  }

  private void resizeTo(int workers, String who) {
    changes.resize(workers, journal::requestedWorkers, journal::resizeTo, who);
  }

  /** One at a time, as the resource does it: told in the order in which they were made. */
  private void changeResource(UnaryOperator<ResourceSettings> change, String who) {
    synchronized (settingResource) {
      ResourceSettings before = resource.settings();
      resource.change(change);
      changes.settings(before, resource.settings(), who);
    }
  }

  private void killWorker(int place, String who) {
    if (!faultsAllowed) {
      throw new IllegalStateException(
          name()
              + " was not started to try out faults: start a server of your own for that, with"
              + " 'weir serve --faults'");
    }
    if (!journal.killWorker(place)) {
      throw new IllegalArgumentException(
          "there is no worker "
              + place
              + " to kill: "
              + journal.workers().stream()
                  .map(worker -> Integer.toString(worker.place()))
                  .reduce((some, next) -> some + ", " + next)
                  .map(places -> "the numbers there are: " + places)
                  .orElse("there is none at present"));
    }
    changes.add(Change.Kind.OTHER, who, "worker " + place + " at work", "killed");
  }

  private void freeze(long nanos, String who) {
    String before = resource.isFrozen() ? "frozen" : "running";
    resource.freeze(nanos);
    String now = nanos == 0 ? before : "frozen for " + DurationText.shown(Duration.ofNanos(nanos));
    changes.add(Change.Kind.FREEZE, who, before, now);
  }

  private void reset(String who) {
    long ended = sampler.current().ledger().ended();
    sampler.reset();
    changes.add(Change.Kind.RESET, who, ended + " ended events counted", "counted afresh");
  }

  private static ResourceSettings withServiceTime(ResourceSettings now, long nanos) {
    if (now.distribution() instanceof ServiceTimeModel.Replay replay) {
      throw new IllegalArgumentException(
          "the service times are those of "
              + replay.choice().file()
              + ", whatever the mean: choose another distribution first, such as 'weir resource"
              + " --distribution fixed'");
    }
    return now.withServiceTimeNanos(nanos);
  }

  /**
   * What the pipeline is called in thread names, metrics and flight recordings.
   *
   * @return the settings' name
   */
  public String name() {
    return settings.name();
  }

  /**
   * Workers, or tasks, that are at an event now.
   *
   * @return 0 or more
   */
  public int busyWorkers() {
    return journal.busyWorkers();
  }

  /**
   * What keeps workers from starting, while fewer are there than were asked for.
   *
   * @return the trouble there is, if any
   */
  public Optional<StartFailure> startFailure() {
    return journal.startFailure();
  }

  /**
   * What stays the same while the pipeline runs.
   *
   * @return name, handler, ring size and limits, as its clients are told
   */
  public Source source() {
    return loads == null
        ? sourceWithoutLoad
        : new Source(
            sourceWithoutLoad.name(),
            sourceWithoutLoad.kind(),
            sourceWithoutLoad.handler(),
            sourceWithoutLoad.capacity(),
            sourceWithoutLoad.capabilities().withLoad(true));
  }

  /**
   * Slots of the ring.
   *
   * @return the settings' ring size
   */
  public int ringSize() {
    return settings.ringSize();
  }

  /**
   * How late sleeps end on this machine, at the median: service times of about that and below mean
   * nothing.
   *
   * @return nanoseconds, measured at the start
   */
  public long timingFloorNanos() {
    return timingFloorNanos;
  }

  /**
   * Samples now.
   *
   * @return fresh figures since the last reset, without an interval
   */
  public Snapshot snapshot() {
    return sampler.current();
  }

  /**
   * Samples now, and says what was counted since the start, whatever was reset.
   *
   * @return fresh figures, without an interval
   */
  public SinceStart sinceStart() {
    return sampler.sinceStart();
  }

  /**
   * All latencies since the start, whatever was reset: counts that never fall. Takes a pass over
   * all of them, and waits for a sample that is being taken.
   *
   * @return a sum of no stated length, the caller's own
   */
  public IntervalSum latenciesSinceStart() {
    return sampler.latenciesSinceStart();
  }

  /**
   * Events that were offered and not taken, by why.
   *
   * @param reason any but {@link PublishOutcome#ACCEPTED}, of which there are none
   * @return count since the start; all together are those of {@link #totals()}
   */
  public long rejected(PublishOutcome reason) {
    return journal.rejected(reason);
  }

  /**
   * How often the statistics have been reset. Unlike {@link #snapshot()} it never waits.
   *
   * @return count since the start
   */
  public long resets() {
    return sampler.resets();
  }

  /**
   * The ledger since the start of the pipeline. An event counts as accepted from the moment that
   * its slot is reserved, an instant before {@link #publish} returns.
   *
   * @return figures that never fall, but for backlog and in flight
   */
  public Ledger totals() {
    return journal.totals();
  }

  /**
   * Requested and effective workers.
   *
   * @return the counts now
   */
  public WorkerCount workers() {
    // Read first, so that the time that was there is no less than what of it was used.
    long busyNanos = latencies.busyNanos(System.nanoTime());
    return new WorkerCount(
        journal.requestedWorkers(),
        journal.effectiveWorkers(),
        Optional.of(new WorkTime(busyNanos, journal.workerNanos())));
  }

  /**
   * The workers one by one.
   *
   * @return figures of now, by their places
   */
  public Optional<List<WorkerFigures>> workerFigures() {
    return Optional.of(journal.workers().stream().map(this::figures).toList());
  }

  private WorkerFigures figures(PoolWorker worker) {
    long nowNanos = System.nanoTime();
    return new WorkerFigures(
        worker.place(),
        worker.thread(),
        worker.state(),
        latencies.eventNanos(worker.place(), nowNanos),
        worker.completed(),
        worker.failed(),
        latencies.busyNanos(worker.place(), nowNanos));
  }

  /**
   * How long the oldest event of the backlog has waited.
   *
   * @return nanoseconds; 0 if none waits
   */
  public OptionalLong oldestWaitingNanos() {
    return journal.oldestWaitingNanos();
  }

  /**
   * The load that the server itself sends.
   *
   * @return its figures, or those of the last one; empty before the first, and where it can't
   */
  public Optional<LoadFigures> load() {
    Loads present = loads;
    return present == null ? Optional.empty() : present.figures();
  }

  /**
   * What keeps accepted events longer than this process lives.
   *
   * @return its figures now; empty if nothing does
   */
  public Optional<JournalFigures> journal() {
    return journal.figures();
  }

  /**
   * Whether no event is taken until the process is started anew, as the journal has failed.
   *
   * @return true for good; {@link #journal()} says why
   */
  public boolean journalHasFailed() {
    return journal.hasFailed();
  }

  /**
   * Use of the mock resource.
   *
   * @return the use now
   */
  public ResourceUse resource() {
    return resource.figures();
  }

  /**
   * Takes no more events, and waits until those accepted have ended. A pipeline paused with 0
   * workers does not wait. Where other processes handle them as well, it waits for what its own
   * workers are at, and they take no more.
   *
   * @param timeout how long to wait at most
   * @return what is left
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if the pipeline's own handler calls this, which would wait for
   *     itself; nothing was closed
   */
  public DrainReport drain(Duration timeout) throws InterruptedException {
    if (journal.isOwnThread()) {
      throw new IllegalStateException(
          "a handler can't wait until its own pipeline has drained: drain it on another thread");
    }
    long startedNanos = System.nanoTime();
    journal.closeToPublishers();
    journal.awaitDrained(timeout);
    return new DrainReport(totals(), Duration.ofNanos(System.nanoTime() - startedNanos));
  }

  /**
   * Takes no more events and lets the workers finish the event they are at, for a bounded time.
   * What has not been claimed is not handled: {@link #drain} first. The pipeline goes on reporting.
   * Idempotent. Called by a handler, it does not wait.
   *
   * @return whether no worker is at an event any more
   */
  public boolean stopWorkers() {
    journal.closeToPublishers();
    // A handler does not wait for itself: the next caller does.
    boolean waitedFor = !journal.isOwnThread() && workersStopped.getAndSet(true);
    Duration timeout = waitedFor ? Duration.ZERO : CLOSE_TIMEOUT;
    try {
      return journal.closeWorkers(timeout);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * {@linkplain #stopWorkers() Stops the workers}, sends a last snapshot and closes the local
   * sockets and the logs. Everything is closed, whatever fails meanwhile; then the first fault is
   * thrown, with the others suppressed in it. (What snapshot sinks throw is logged.) Idempotent.
   */
  @Override
  public void close() {
    closed = true;
    Closing closing = new Closing();
    closing.close(this::stopWorkersAndSayWhoStays);
    closing.close(journal::close);
    closing.close(sampler);
    closing.close(latencies);
    closing.close(resource);
    opened.forEach(closing::close);
    closing.report();
  }

  /**
   * {@linkplain #close() Closes}, and interrupts the threads of events that are being handled: for
   * handlers that are stuck. A handler that does not care for interrupts goes on, and is left
   * behind. Can be repeated, also after {@link #close()}.
   */
  public void closeNow() {
    journal.closeToPublishers();
    journal.interruptWorkers();
    close();
  }

  /** What the sampler reads: a pipeline has all of it. */
  private final class Figures implements SampledSource {

    @Override
    public Ledger totals() {
      return Pipeline.this.totals();
    }

    @Override
    public Optional<WorkerCount> workers() {
      return Optional.of(Pipeline.this.workers());
    }

    @Override
    public OptionalLong oldestWaitingNanos() {
      return Pipeline.this.oldestWaitingNanos();
    }

    @Override
    public Optional<List<WorkerFigures>> workerFigures() {
      return Pipeline.this.workerFigures();
    }

    @Override
    public Optional<LoadFigures> load() {
      return Pipeline.this.load();
    }

    @Override
    public Optional<JournalFigures> journal() {
      return Pipeline.this.journal();
    }

    @Override
    public Optional<ResourceUse> resource() {
      return Optional.of(Pipeline.this.resource());
    }
  }

  private void stopWorkersAndSayWhoStays() {
    if (!stopWorkers()) {
      LOG.warn("{} workers are still at an event and are left behind", journal.effectiveWorkers());
    }
  }
}
