package weir.core.watch;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.LatencySummary;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;

/** Shows a source by JMX, as {@code weir:type="KIND",name="NAME"}. Thread-safe. */
final class SourceBean implements SourceMXBean, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SourceBean.class);

  /** Who has changed something by JMX, which does not say more. */
  private static final String WHO = "JMX";

  /** Who has more of one name has them elsewhere. */
  private static final int MOST_COPIES = 100;

  private final WatchedSource watched;

  /** Set once it is registered. Written before the bean is used, and by who closes it. */
  private volatile @Nullable ObjectName name;

  SourceBean(WatchedSource watched) {
    this.watched = watched;
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
          watched.source().name(),
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
            + ObjectName.quote(watched.source().kind().text())
            + ",name="
            + ObjectName.quote(watched.source().name())
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
    return watched.snapshot();
  }

  private static @Nullable Long boxed(OptionalLong value) {
    return value.isPresent() ? (Long) value.getAsLong() : null;
  }

  private static @Nullable LatencyFigures figures(Optional<LatencySummary> summary) {
    return summary.map(LatencyFigures::new).orElse(null);
  }

  @Override
  public String getName() {
    return watched.source().name();
  }

  @Override
  public String getKind() {
    return watched.source().kind().text();
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
  public @Nullable Integer getCapacity() {
    OptionalInt capacity = watched.source().capacity();
    return capacity.isPresent() ? (Integer) capacity.getAsInt() : null;
  }

  @Override
  public List<String> getRemarks() {
    return watched.remarks();
  }

  @Override
  public @Nullable LatencyFigures getWaitTime() {
    return figures(now().sinceReset().waitTime());
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
  public void resize(int workers) {
    watched.resizeTo(workers, WHO);
  }

  @Override
  public void reset() {
    watched.reset(WHO);
  }
}
