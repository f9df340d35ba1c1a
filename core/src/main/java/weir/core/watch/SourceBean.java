package weir.core.watch;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.LatencySummary;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.link.Command;
import weir.core.link.CommandExecutor;
import weir.core.link.CommandOutcome;

/** Shows a source by JMX, as {@code weir:type="KIND",name="NAME"}. Thread-safe. */
final class SourceBean implements SourceMXBean, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceBean.class);

  /** Who has changed something by JMX, which does not say more. */
  private static final String WHO = "JMX";

  /** Who has more of one name has them elsewhere. */
  private static final int MOST_COPIES = 100;

  private final Supplier<Source> source;
  private final Supplier<Snapshot> figures;
  private final Supplier<List<String>> remarks;
  private final CommandExecutor commands;

  /** Set once it is registered. Written before the bean is used, and by who closes it. */
  private volatile @Nullable ObjectName name;

  /**
   * Makes what {@link #register} shows.
   *
   * @param source what it is
   * @param figures makes a sample of now
   * @param remarks what there is to say beside the figures
   * @param commands change it
   */
  SourceBean(
      Supplier<Source> source,
      Supplier<Snapshot> figures,
      Supplier<List<String>> remarks,
      CommandExecutor commands) {
    this.source = source;
    this.figures = figures;
    this.remarks = remarks;
    this.commands = commands;
  }

  /** Without JMX everything else goes on. */
  void register() {
    try {
      for (int copy = 1; copy <= MOST_COPIES && name == null; copy++) {
        register(nameOf(copy));
      }
    } catch (JMException | RuntimeException e) {
      LOG.warn(
          "{} has no MXBean ({}): its figures are on the local socket alone",
          source.get().name(),
          e.toString());
    }
  }

  /** Another class loader's Weir may have the name: it knows nothing of this one. */
  private void register(ObjectName wanted) throws JMException {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(new StandardMBean(this, SourceMXBean.class, true), wanted);
      name = wanted;
    } catch (InstanceAlreadyExistsException e) {
      LOG.debug("{} is taken", wanted, e);
    }
  }

  private ObjectName nameOf(int copy) throws JMException {
    return new ObjectName(
        "weir:type="
            + ObjectName.quote(source.get().kind().text())
            + ",name="
            + ObjectName.quote(source.get().name())
            + (copy == 1 ? "" : ",copy=" + copy));
  }

  @Override
  public void close() {
    ObjectName registered = name;
    name = null;
    if (registered != null) {
      try {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
      } catch (JMException e) {
        LOG.debug("{} was unregistered by somebody else", registered, e);
      }
    }
  }

  private Snapshot now() {
    return figures.get();
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }

  private static @Nullable LatencyFigures figures(Optional<LatencySummary> summary) {
    return summary.map(LatencyFigures::new).orElse(null);
  }

  @Override
  public String getName() {
    return source.get().name();
  }

  @Override
  public String getKind() {
    return source.get().kind().text();
  }

  @Override
  public long getAccepted() {
    return now().ledger().accepted();
  }

  @Override
  public long getCompleted() {
    return now().ledger().completed();
  }

  @Override
  public @Nullable Long getFailed() {
    return boxed(now().ledger().failed());
  }

  @Override
  public @Nullable Long getRejected() {
    return boxed(now().ledger().rejected());
  }

  @Override
  public long getBacklog() {
    return now().ledger().backlog();
  }

  @Override
  public long getInFlight() {
    return now().ledger().inFlight();
  }

  @Override
  public @Nullable Long getOldestWaitingMicros() {
    OptionalLong nanos = now().oldestWaitingNanos();
    return nanos.isPresent() ? (Long) (nanos.getAsLong() / 1_000) : null;
  }

  @Override
  public @Nullable Integer getRequestedWorkers() {
    return now().workers().map(WorkerCount::requested).orElse(null);
  }

  @Override
  public @Nullable Integer getEffectiveWorkers() {
    return now().workers().map(WorkerCount::effective).orElse(null);
  }

  @Override
  public @Nullable Long getBusyMicros() {
    return micros(WorkTime::busyNanos);
  }

  @Override
  public @Nullable Long getWorkerMicros() {
    return micros(WorkTime::workerNanos);
  }

  private @Nullable Long micros(Function<WorkTime, Long> nanos) {
    return now().workers().flatMap(WorkerCount::time).map(nanos).map(of -> of / 1_000).orElse(null);
  }

  @Override
  public @Nullable Integer getResourceInUse() {
    return now().resource().map(ResourceUse::inUse).orElse(null);
  }

  @Override
  public @Nullable Integer getResourceWaiting() {
    return now().resource().map(ResourceUse::waiting).orElse(null);
  }

  @Override
  public @Nullable Integer getCapacity() {
    OptionalInt capacity = source.get().capacity();
    return capacity.isPresent() ? (Integer) capacity.getAsInt() : null;
  }

  @Override
  public List<String> getRemarks() {
    return remarks.get();
  }

  @Override
  public @Nullable LatencyFigures getWaitTime() {
    return figures(now().sinceReset().waitTime());
  }

  @Override
  public @Nullable LatencyFigures getResourceWaitTime() {
    return figures(now().sinceReset().resourceWait());
  }

  @Override
  public @Nullable LatencyFigures getHoldTime() {
    return figures(now().sinceReset().holdTime());
  }

  @Override
  public @Nullable LatencyFigures getServiceTime() {
    return figures(now().sinceReset().serviceTime());
  }

  @Override
  public @Nullable LatencyFigures getResponseTime() {
    return figures(now().sinceReset().responseTime());
  }

  @Override
  public @Nullable LatencyFigures getHiccupTime() {
    return figures(now().hiccups());
  }

  @Override
  public void resize(int workers) {
    execute(new Command.ResizeWorkers(workers));
  }

  @Override
  public void reset() {
    execute(new Command.ResetStatistics());
  }

  private void execute(Command command) {
    if (commands.execute(command, WHO) instanceof CommandOutcome.Refused refused) {
      // One that every client of JMX knows the class of.
      throw new IllegalArgumentException(refused.reason());
    }
  }
}
