package weir.core.resource;

import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import weir.core.figures.ReplaySummary;
import weir.core.figures.ResourceUse;
import weir.core.settings.Contention;
import weir.core.settings.Pause;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ServiceTimeModel;
import weir.core.settings.WarmUp;

/**
 * Stands for what real handlers wait for, a database say: each use takes its service time, and
 * meets the limits and faults that are set. Thread-safe; everything can be changed at any moment,
 * for uses that start from then on.
 */
public final class MockResource implements AutoCloseable {

  /** What settings amount to; replaced as a whole. */
  private record Plan(
      ResourceSettings settings,
      ServiceTimes times,
      Optional<ReplaySummary> replay,
      EventRandom random,
      long sinceNanos) {

    static Plan of(ResourceSettings settings) {
      EventRandom random = new EventRandom(settings.seed());
      if (settings.distribution() instanceof ServiceTimeModel.Replay replay) {
        RecordedTimes recorded = ReplayReader.installed().read(replay.choice());
        return new Plan(
            settings,
            recorded.times(random),
            Optional.of(recorded.summary()),
            random,
            System.nanoTime());
      }
      return new Plan(
          settings, ServiceTimes.of(settings), Optional.empty(), random, System.nanoTime());
    }

    Plan {
      if (settings.errorTimeNanos() != ResourceSettings.LIKE_OTHERS) {
        ServiceTimes ofOthers = times;
        times =
            event ->
                fails(event, settings, random) ? settings.errorTimeNanos() : ofOthers.nanos(event);
      }
    }

    boolean fails(long eventNumber) {
      return fails(eventNumber, settings, random);
    }

    private static boolean fails(long eventNumber, ResourceSettings settings, EventRandom random) {
      return settings.errorRate() > 0 && random.uniform(eventNumber, LUCK) < settings.errorRate();
    }

    /** Work of one use. The concurrency is that at its start, this use included. */
    long workNanos(long eventNumber, int concurrency, long nowNanos) {
      Contention contention = settings.contention();
      double others = concurrency - 1.0;
      double contended =
          1 + contention.sigma() * others + contention.kappa() * concurrency * others;
      double nanos = times.nanos(eventNumber) * contended * warmUp(nowNanos - sinceNanos);
      return Math.round(Math.min(nanos, (double) ResourceSettings.MAX_NANOS));
    }

    private double warmUp(long ageNanos) {
      WarmUp warmUp = settings.warmUp();
      return ageNanos >= warmUp.forNanos()
          ? 1
          : warmUp.factor() - (warmUp.factor() - 1) * ageNanos / warmUp.forNanos();
    }
  }

  private static final int LUCK = 2;

  private final DeadlineSleeper sleeper = new DeadlineSleeper();
  private final Connections connections = new Connections();
  private final LateUses lateUses;

  /** Uses under way, also those whose caller has given up. Any thread adds and subtracts. */
  private final AtomicInteger inUse = new AtomicInteger();

  /** Held while a file is read as well, for which neither a use nor a freeze should wait. */
  private final Object changes = new Object();

  /** Written under {@link #changes} and this, read once by each use. */
  private volatile Plan plan;

  /** Written under this, read by each use when it starts and when it is about to end. */
  private volatile PauseSchedule pauses = PauseSchedule.none(System.nanoTime());

  /**
   * Creates a resource.
   *
   * @param settings how it behaves
   * @throws IllegalArgumentException if a file to replay can't be used; the message says why
   */
  public MockResource(ResourceSettings settings) {
    this(settings, MockResource::newTimerThread);
  }

  MockResource(ResourceSettings settings, ThreadFactory timerThreads) {
    lateUses = new LateUses(timerThreads, this::end);
    plan = Plan.of(settings);
    apply(plan);
  }

  /**
   * Changes how the resource behaves.
   *
   * @param settings for uses that start from now on
   * @throws IllegalArgumentException if a file to replay can't be used; nothing changes
   */
  public void set(ResourceSettings settings) {
    change(old -> settings);
  }

  /**
   * Changes some of how the resource behaves; of changes made at the same time none is lost.
   *
   * @param change makes the new settings, for uses that start from now on, of those in force
   * @throws IllegalArgumentException if the change says so, or a file to replay can't be used;
   *     nothing changes
   */
  public void change(UnaryOperator<ResourceSettings> change) {
    synchronized (changes) {
      Plan next = Plan.of(change.apply(plan.settings()));
      synchronized (this) {
        plan = next;
        apply(next);
      }
    }
  }

  private void apply(Plan next) {
    ResourceSettings settings = next.settings();
    connections.limitTo(settings.capacity());
    Pause pause = settings.pause();
    pauses = pauses.withBeat(next.sinceNanos(), pause.everyNanos(), pause.forNanos());
  }

  /**
   * Freezes the resource once, from now on: nobody starts or ends a use meanwhile.
   *
   * @param nanos how long, from 0 to {@link ResourceSettings#MAX_NANOS}
   * @throws IllegalArgumentException if it is out of range; nothing changes
   */
  public synchronized void freeze(long nanos) {
    if (nanos < 0 || nanos > ResourceSettings.MAX_NANOS) {
      throw new IllegalArgumentException("a freeze must last from 0 to 1 hour: choose such a time");
    }
    pauses = pauses.withFreeze(System.nanoTime(), nanos);
  }

  /**
   * Uses the resource once: waits for its turn, then holds it for the service time.
   *
   * @param eventNumber number of the event it is for: its service time depends on it
   * @param clock told how long it waited and how long it held the resource
   * @throws InterruptedException if the thread is interrupted meanwhile; the resource is free again
   * @throws ResourceException if the use fails, as the settings want it to
   */
  public void use(long eventNumber, ResourceClock clock)
      throws InterruptedException, ResourceException {
    Plan now = plan;
    long arrivedNanos = System.nanoTime();
    if (!connections.acquire(now.settings().acquireTimeoutNanos())) {
      clock.used(System.nanoTime() - arrivedNanos, 0);
      throw new ResourceException("all connections of the resource stayed in use");
    }
    long startedNanos = System.nanoTime();
    boolean handedOver = false;
    int concurrency = inUse.incrementAndGet();
    try {
      long workNanos = now.workNanos(eventNumber, concurrency, startedNanos);
      handedOver = hold(now, startedNanos, workNanos);
    } finally {
      if (!handedOver) {
        end();
      }
      clock.used(startedNanos - arrivedNanos, System.nanoTime() - startedNanos);
    }
    if (handedOver) {
      throw new ResourceException("the resource did not answer in time");
    }
    if (now.fails(eventNumber)) {
      throw new ResourceException("the resource answered with an error");
    }
  }

  /** Returns true if the caller gave up, and the use is left to the timer. */
  private boolean hold(Plan now, long startedNanos, long workNanos) throws InterruptedException {
    long timeoutNanos = now.settings().resourceTimeoutNanos();
    while (true) {
      long endNanos = pauses.endOf(startedNanos, workNanos);
      if (timeoutNanos > 0 && endNanos - startedNanos > timeoutNanos) {
        sleeper.sleepUntil(startedNanos + timeoutNanos);
        return lateUses.add(() -> pauses.endOf(startedNanos, workNanos) - System.nanoTime());
      }
      if (endNanos - System.nanoTime() <= 0) {
        return false;
      }
      // The resource may be frozen while this sleeps: look again afterwards.
      sleeper.sleepUntil(endNanos);
    }
  }

  private void end() {
    inUse.decrementAndGet();
    connections.release();
  }

  private static Thread newTimerThread(Runnable task) {
    Thread thread = new Thread(task, "weir-resource-timer");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * The settings in force.
   *
   * @return settings for uses that start now
   */
  public ResourceSettings settings() {
    return plan.settings();
  }

  /**
   * How the resource is used, and how it behaves.
   *
   * @return the figures of now; what is replayed is that of the settings beside it
   */
  public ResourceUse figures() {
    Plan now = plan;
    return new ResourceUse(inUse(), waiting(), isFrozen(), now.settings(), now.replay());
  }

  /**
   * Uses under way, also those whose caller has given up.
   *
   * @return 0 or more
   */
  public int inUse() {
    return inUse.get();
  }

  /**
   * Callers that wait for their turn.
   *
   * @return 0 or more
   */
  public int waiting() {
    return connections.waiting();
  }

  /**
   * Whether the resource pauses right now.
   *
   * @return true in a pause or a freeze
   */
  public boolean isFrozen() {
    return pauses.isFrozen(System.nanoTime());
  }

  /** Forgets the uses whose callers have given up. Idempotent; other uses go on. */
  @Override
  public void close() {
    lateUses.close();
  }
}
