package weir.core.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How the mock resource behaves. Settings that exist are valid; a change is a new record, made from
 * the one in force. Each component has the name of its key.
 *
 * @param serviceTimeNanos mean service time, up to {@link #MAX_NANOS}
 * @param distribution how service times are distributed around it
 * @param seed the same seed gives each event the same service time and the same luck in every run
 * @param capacity uses at a time, further ones wait in order of arrival; 0 for no limit
 * @param acquireTimeoutNanos how long a use waits for its turn before it fails; 0 for not at all,
 *     {@link #WAITS} for as long as it takes
 * @param contention how uses slow each other down
 * @param errorRate share of uses that fail at their end
 * @param errorTimeNanos service time of a use that fails so; {@link #LIKE_OTHERS} for the one that
 *     it would have had
 * @param resourceTimeoutNanos after how long a caller gives up, while the resource stays busy; 0
 *     for never
 * @param pause when the resource stands still
 * @param warmUp how it is slow after these settings took effect
 */
public record ResourceSettings(
    long serviceTimeNanos,
    ServiceTimeModel distribution,
    long seed,
    int capacity,
    long acquireTimeoutNanos,
    Contention contention,
    double errorRate,
    long errorTimeNanos,
    long resourceTimeoutNanos,
    Pause pause,
    WarmUp warmUp) {

  /** Longest duration of each setting, one hour: a slip of the keyboard does not stop a worker. */
  public static final long MAX_NANOS = Range.MAX_NANOS;

  /** As {@link #acquireTimeoutNanos()}: wait for as long as it takes. */
  public static final long WAITS = -1;

  /** As {@link #errorTimeNanos()}: a use that fails takes as long as it would have otherwise. */
  public static final long LIKE_OTHERS = -1;

  private static final int MAX_CAPACITY = 1_000_000;

  private static final SettingDescription<ResourceSettings, Long> SERVICE_TIME =
      new SettingDescription<>(
          "service-time",
          SettingForm.duration(),
          "500ms",
          "Mean time that the mock resource takes for one event, e.g. 5ms",
          ResourceSettings::serviceTimeNanos);

  static final SettingDescription<ResourceSettings, ServiceTimeModel> DISTRIBUTION =
      new SettingDescription<>(
          "distribution",
          SettingForm.of(
              "MODEL", (key, text) -> ServiceTimeModel.parse(text), ServiceTimeModel::text),
          "fixed",
          "How service times spread around the mean: fixed, exponential, lognormal:CV2,"
              + " bimodal:CV2[,SHARE], pareto:INDEX[,RATIO], or replay:FILE with times of its"
              + " own: a table (CSV and its like), or an HdrHistogram log. What follows FILE,"
              + " each after a comma, chooses: column= (a heading or a number), tag= (of a log;"
              + " in Weir's own a clock: hold, service, response, wait; hold), unit= (ns, us,"
              + " ms, s, min or h)",
          ResourceSettings::distribution);

  private static final SettingDescription<ResourceSettings, Long> SEED =
      new SettingDescription<>(
          "seed",
          SettingForm.wholeNumber(),
          "1",
          "The same seed gives each event the same service time in every run",
          ResourceSettings::seed);

  private static final SettingDescription<ResourceSettings, Integer> CAPACITY =
      new SettingDescription<>(
          "capacity",
          SettingForm.count(MAX_CAPACITY),
          "0",
          "Events that can use the resource at a time; others queue for it; 0: no limit",
          ResourceSettings::capacity);

  private static final SettingDescription<ResourceSettings, Long> ACQUIRE_TIMEOUT =
      new SettingDescription<>(
          "acquire-timeout",
          SettingForm.durationOrNone(WAITS),
          "none",
          "How long an event queues for the resource before it fails; 0s: not at all; none: as"
              + " long as it takes",
          ResourceSettings::acquireTimeoutNanos);

  private static final SettingDescription<ResourceSettings, Contention> CONTENTION =
      new SettingDescription<>(
          "contention",
          Contention.FORM,
          "0,0",
          "How uses slow each other down, by the Universal Scalability Law",
          ResourceSettings::contention);

  private static final SettingDescription<ResourceSettings, Double> ERROR_RATE =
      new SettingDescription<>(
          "error-rate",
          SettingForm.share(),
          "0",
          "Share of the uses that fail, 0 to 1",
          ResourceSettings::errorRate);

  private static final SettingDescription<ResourceSettings, Long> ERROR_TIME =
      new SettingDescription<>(
          "error-time",
          SettingForm.durationOrNone(LIKE_OTHERS),
          "none",
          "How long a use of --error-rate takes before it fails; 0s: it fails at once; none: as"
              + " long as others",
          ResourceSettings::errorTimeNanos);

  private static final SettingDescription<ResourceSettings, Long> RESOURCE_TIMEOUT =
      new SettingDescription<>(
          "resource-timeout",
          SettingForm.durationOrNone(0),
          "none",
          "After how long an event gives up on the resource, which stays busy",
          ResourceSettings::resourceTimeoutNanos);

  private static final SettingDescription<ResourceSettings, Pause> PAUSE =
      new SettingDescription<>(
          "pause",
          Pause.FORM,
          "none",
          "The resource stands still every so often for so long, e.g. 10s,500ms",
          ResourceSettings::pause);

  private static final SettingDescription<ResourceSettings, WarmUp> WARM_UP =
      new SettingDescription<>(
          "warm-up",
          WarmUp.FORM,
          "none",
          "After a change the resource is slower at first, by a factor that falls to 1,"
              + " e.g. 30s,4",
          ResourceSettings::warmUp);

  /** Every setting, in the order in which people see them. */
  public static final List<SettingDescription<ResourceSettings, ?>> SETTINGS =
      List.of(
          SERVICE_TIME,
          DISTRIBUTION,
          SEED,
          CAPACITY,
          ACQUIRE_TIMEOUT,
          CONTENTION,
          ERROR_RATE,
          ERROR_TIME,
          RESOURCE_TIMEOUT,
          PAUSE,
          WARM_UP);

  /** What a resource is like that nobody has told anything. */
  public static final ResourceSettings DEFAULTS = of(Map.of(), null);

  /**
   * Checks what does not check itself.
   *
   * @throws IllegalArgumentException if one is out of range; the message says which and what to do
   */
  public ResourceSettings {
    SERVICE_TIME.check(serviceTimeNanos);
    CAPACITY.check(capacity);
    ACQUIRE_TIMEOUT.check(acquireTimeoutNanos);
    ERROR_RATE.check(errorRate);
    ERROR_TIME.check(errorTimeNanos);
    RESOURCE_TIMEOUT.check(resourceTimeoutNanos);
  }

  private static ResourceSettings of(Map<String, String> texts, @Nullable ResourceSettings before) {
    return new ResourceSettings(
        SERVICE_TIME.value(texts, before),
        DISTRIBUTION.value(texts, before),
        SEED.value(texts, before),
        CAPACITY.value(texts, before),
        ACQUIRE_TIMEOUT.value(texts, before),
        CONTENTION.value(texts, before),
        ERROR_RATE.value(texts, before),
        ERROR_TIME.value(texts, before),
        RESOURCE_TIMEOUT.value(texts, before),
        PAUSE.value(texts, before),
        WARM_UP.value(texts, before));
  }

  /** These settings but for those that have a text; keys of none are passed over. */
  ResourceSettings with(Map<String, String> texts) {
    return of(texts, this);
  }

  /**
   * A resource that takes the same time for each use, whatever the load.
   *
   * @param serviceTime from 0 to one hour
   * @return its settings
   */
  public static ResourceSettings fixed(Duration serviceTime) {
    return DEFAULTS.withServiceTimeNanos(TimeUnit.NANOSECONDS.convert(serviceTime));
  }

  /**
   * These settings with another mean.
   *
   * @param nanos the new mean service time
   * @return the changed settings
   * @throws IllegalArgumentException if it is out of range; the message says so
   */
  public ResourceSettings withServiceTimeNanos(long nanos) {
    SERVICE_TIME.check(nanos);
    return with(Map.of(SERVICE_TIME.key(), SettingForm.text(nanos)));
  }
}
