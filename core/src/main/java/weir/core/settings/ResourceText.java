package weir.core.settings;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The settings of the resource as people write them, one key and one text each: the same for flags,
 * configuration files and commands.
 */
public final class ResourceText {

  /** Mean service time: a duration. */
  public static final String SERVICE_TIME = "service-time";

  /** {@code fixed}, {@code exponential}, {@code lognormal:CV2}, … */
  public static final String DISTRIBUTION = "distribution";

  /** A whole number. */
  public static final String SEED = "seed";

  /** A whole number, 0 for no limit. */
  public static final String CAPACITY = "capacity";

  /** A duration, or {@code none} for as long as it takes. */
  public static final String ACQUIRE_TIMEOUT = "acquire-timeout";

  /** {@code SIGMA,KAPPA}. */
  public static final String CONTENTION = "contention";

  /** From 0 to 1. */
  public static final String ERROR_RATE = "error-rate";

  /** A duration, or {@code none}. */
  public static final String TIMEOUT = "resource-timeout";

  /** {@code EVERY,FOR}, or {@code none}. */
  public static final String PAUSE = "pause";

  /** {@code FOR,FACTOR}, or {@code none}. */
  public static final String WARM_UP = "warm-up";

  /** Every key, in the order of {@link #write}. */
  public static final List<String> KEYS =
      List.of(
          SERVICE_TIME,
          DISTRIBUTION,
          SEED,
          CAPACITY,
          ACQUIRE_TIMEOUT,
          CONTENTION,
          ERROR_RATE,
          TIMEOUT,
          PAUSE,
          WARM_UP);

  private static final String NONE = "none";

  private static final double DEFAULT_LONG_SHARE = 0.05;
  private static final double DEFAULT_RATIO = 1_000;

  private ResourceText() {}

  /**
   * Changes one setting.
   *
   * @param old the settings to start from
   * @param key one of {@link #KEYS}
   * @param text what to set it to
   * @return the changed settings
   * @throws IllegalArgumentException if the text does not do; the message says what to write
   */
  public static ResourceSettings with(ResourceSettings old, String key, String text) {
    Draft draft = new Draft(old);
    String given = text.strip();
    switch (key) {
      case SERVICE_TIME -> draft.serviceTimeNanos = DurationText.parse(given).toNanos();
      case DISTRIBUTION -> draft.model = model(given);
      case SEED -> draft.seed = wholeNumber(key, given);
      case CAPACITY ->
          draft.capacity = (int) Math.max(-1, Math.min(Integer.MAX_VALUE, wholeNumber(key, given)));
      case ACQUIRE_TIMEOUT ->
          draft.acquireTimeoutNanos =
              isNone(given) ? ResourceSettings.WAITS : DurationText.parse(given).toNanos();
      case CONTENTION -> {
        String[] pair = isNone(given) ? new String[] {"0", "0"} : pair(key, given, "SIGMA,KAPPA");
        draft.contention = number(key, pair[0]);
        draft.coherency = number(key, pair[1]);
      }
      case ERROR_RATE -> draft.errorRate = number(key, given);
      case TIMEOUT -> draft.timeoutNanos = isNone(given) ? 0 : DurationText.parse(given).toNanos();
      case PAUSE -> {
        String[] pair = isNone(given) ? new String[] {"0s", "0s"} : pair(key, given, "EVERY,FOR");
        draft.pauseEveryNanos = DurationText.parse(pair[0]).toNanos();
        draft.pauseNanos = DurationText.parse(pair[1]).toNanos();
      }
      case WARM_UP -> {
        String[] pair = isNone(given) ? new String[] {"0s", "1"} : pair(key, given, "FOR,FACTOR");
        draft.warmUpNanos = DurationText.parse(pair[0]).toNanos();
        draft.warmUpFactor = number(key, pair[1]);
      }
      default -> throw new IllegalArgumentException("'" + key + "' is no setting of the resource");
    }
    return draft.finish();
  }

  /**
   * Writes settings so that {@link #with} reads them.
   *
   * @param settings what to write
   * @return a text for each key, in order
   */
  public static Map<String, String> write(ResourceSettings settings) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put(SERVICE_TIME, duration(settings.serviceTimeNanos()));
    texts.put(DISTRIBUTION, settings.model().text());
    texts.put(SEED, Long.toString(settings.seed()));
    texts.put(CAPACITY, Integer.toString(settings.capacity()));
    texts.put(
        ACQUIRE_TIMEOUT,
        settings.acquireTimeoutNanos() == ResourceSettings.WAITS
            ? NONE
            : duration(settings.acquireTimeoutNanos()));
    texts.put(CONTENTION, settings.contention() + "," + settings.coherency());
    texts.put(ERROR_RATE, Double.toString(settings.errorRate()));
    texts.put(TIMEOUT, settings.timeoutNanos() == 0 ? NONE : duration(settings.timeoutNanos()));
    texts.put(
        PAUSE,
        settings.pauseNanos() == 0
            ? NONE
            : duration(settings.pauseEveryNanos()) + "," + duration(settings.pauseNanos()));
    texts.put(
        WARM_UP,
        settings.warmUpNanos() == 0
            ? NONE
            : duration(settings.warmUpNanos()) + "," + settings.warmUpFactor());
    return texts;
  }

  private static String duration(long nanos) {
    return DurationText.format(Duration.ofNanos(nanos));
  }

  /**
   * Reads a model.
   *
   * @param text such as {@code lognormal:4}
   * @return the model
   * @throws IllegalArgumentException if the text is no model; the message lists those there are
   */
  public static ServiceTimeModel model(String text) {
    int colon = text.indexOf(':');
    String name = (colon < 0 ? text : text.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
    String rest = colon < 0 ? "" : text.substring(colon + 1).strip();
    String[] parameters = rest.isEmpty() ? new String[0] : rest.split(",", -1);
    if (name.equals("replay")) {
      return new ServiceTimeModel.Replay(rest);
    }
    if (name.equals("fixed") && parameters.length == 0) {
      return new ServiceTimeModel.Fixed();
    }
    if (name.equals("exponential") && parameters.length == 0) {
      return new ServiceTimeModel.Exponential();
    }
    if (name.equals("lognormal") && parameters.length == 1) {
      return new ServiceTimeModel.LogNormal(number(name, parameters[0]));
    }
    if (name.equals("bimodal") && (parameters.length == 1 || parameters.length == 2)) {
      return new ServiceTimeModel.Bimodal(
          number(name, parameters[0]),
          parameters.length == 2 ? number(name, parameters[1]) : DEFAULT_LONG_SHARE);
    }
    if (name.equals("pareto") && (parameters.length == 1 || parameters.length == 2)) {
      return new ServiceTimeModel.BoundedPareto(
          number(name, parameters[0]),
          parameters.length == 2 ? number(name, parameters[1]) : DEFAULT_RATIO);
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no distribution: write fixed, exponential, lognormal:CV2, bimodal:CV2[,SHARE],"
            + " pareto:INDEX[,RATIO] or replay:FILE[,tag=TAG][,column=COLUMN][,unit=UNIT]");
  }

  private static boolean isNone(String text) {
    return text.equalsIgnoreCase(NONE);
  }

  private static String[] pair(String key, String text, String form) {
    String[] parts = text.split(",", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "'" + text + "' won't do for " + key + ": write " + form + ", or none");
    }
    return parts;
  }

  private static double number(String key, String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (!Double.isNaN(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with NaN.
    }
    throw new IllegalArgumentException(
        "'" + text.strip() + "' is no number, which " + key + " needs");
  }

  private static long wholeNumber(String key, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no whole number, which " + key + " needs", e);
    }
  }

  /** Settings in the making. */
  private static final class Draft {
    private final ResourceSettings old;
    private long serviceTimeNanos;
    private ServiceTimeModel model;
    private long seed;
    private int capacity;
    private long acquireTimeoutNanos;
    private double contention;
    private double coherency;
    private double errorRate;
    private long timeoutNanos;
    private long pauseEveryNanos;
    private long pauseNanos;
    private long warmUpNanos;
    private double warmUpFactor;

    Draft(ResourceSettings old) {
      this.old = old;
      serviceTimeNanos = old.serviceTimeNanos();
      model = old.model();
      seed = old.seed();
      capacity = old.capacity();
      acquireTimeoutNanos = old.acquireTimeoutNanos();
      contention = old.contention();
      coherency = old.coherency();
      errorRate = old.errorRate();
      timeoutNanos = old.timeoutNanos();
      pauseEveryNanos = old.pauseEveryNanos();
      pauseNanos = old.pauseNanos();
      warmUpNanos = old.warmUpNanos();
      warmUpFactor = old.warmUpFactor();
    }

    ResourceSettings finish() {
      ResourceSettings changed =
          new ResourceSettings(
              serviceTimeNanos,
              model,
              seed,
              capacity,
              acquireTimeoutNanos,
              contention,
              coherency,
              errorRate,
              timeoutNanos,
              pauseEveryNanos,
              pauseNanos,
              warmUpNanos,
              warmUpFactor);
      return changed.equals(old) ? old : changed;
    }
  }
}
