package weir.core.settings;

import java.util.List;

/**
 * One thing that a server's load can be told, described once: the flags of {@code weir load}, what
 * a client of the local socket may send, and the panel's fields go by this.
 *
 * @param key what it is called in flags and on the socket
 * @param label what stands for its value in help texts; empty if it has none
 * @param defaultText its default as people would write it; empty if it has none
 * @param help what it means, in a sentence or two
 */
public record LoadFlag(String key, String label, String defaultText, String help) {

  // Annotations take nothing but constants.

  /** What {@link #CLOSED} means. */
  public static final String CLOSED_HELP = "Clients that wait for their answers.";

  /** What {@link #CONSTANT} means. */
  public static final String CONSTANT_HELP = "Requests a second, at equal distances.";

  /** What {@link #POISSON} means. */
  public static final String POISSON_HELP =
      "Requests a second, of users who do not know of each other.";

  /** What {@link #BURST} means. */
  public static final String BURST_HELP = "N requests at one moment, once or --every so often.";

  /** What {@link #STEP} means. */
  public static final String STEP_HELP =
      "Poisson rates, one after the other, for --step-length each.";

  /** What {@link #CONNECTIONS} means. */
  public static final String CONNECTIONS_HELP =
      "Connections kept open; in a closed load one for each client (50).";

  /** What {@link #DURATION} means. */
  public static final String DURATION_HELP = "How long to send (10s, unless --count is given).";

  /** What {@link #COUNT} means. */
  public static final String COUNT_HELP = "How many requests to send at most.";

  /** What {@link #THINK} means. */
  public static final String THINK_HELP =
      "Closed: time from an answer to the client's next request (0s).";

  /** What {@link #EVERY} means. */
  public static final String EVERY_HELP = "Burst: time between bursts.";

  /** What {@link #STEP_LENGTH} means. */
  public static final String STEP_LENGTH_HELP = "Step: length of each step (10s).";

  /** What {@link #TIMEOUT} means. */
  public static final String TIMEOUT_HELP =
      "A request without an answer for so long has failed (60s).";

  /** What {@link #SEED} means. */
  public static final String SEED_HELP = "The same seed gives the same arrival times (1).";

  /** What {@link #ROUTE} means. */
  public static final String ROUTE_HELP =
      "Where the server's own generator sends to: /events, or /events/await, which answers when the"
          + " event has ended (/events).";

  /** A pattern: a closed loop. */
  public static final LoadFlag CLOSED = new LoadFlag("closed", "", "", CLOSED_HELP);

  /** A pattern: a constant rate. */
  public static final LoadFlag CONSTANT = new LoadFlag("constant", "RATE", "", CONSTANT_HELP);

  /** A pattern: a Poisson process. */
  public static final LoadFlag POISSON = new LoadFlag("poisson", "RATE", "", POISSON_HELP);

  /** A pattern: one burst or several. */
  public static final LoadFlag BURST = new LoadFlag("burst", "N", "", BURST_HELP);

  /** A pattern: rates, one after the other. */
  public static final LoadFlag STEP = new LoadFlag("step", "RATE,RATE,…", "", STEP_HELP);

  /** How many connections, or clients. */
  public static final LoadFlag CONNECTIONS =
      new LoadFlag("connections", "N", "50", CONNECTIONS_HELP);

  /** How long. */
  public static final LoadFlag DURATION =
      new LoadFlag("duration", "DURATION", "10s", DURATION_HELP);

  /** How many requests. */
  public static final LoadFlag COUNT = new LoadFlag("count", "N", "", COUNT_HELP);

  /** How long clients think. */
  public static final LoadFlag THINK = new LoadFlag("think", "DURATION", "0s", THINK_HELP);

  /** How often there is a burst. */
  public static final LoadFlag EVERY = new LoadFlag("every", "DURATION", "", EVERY_HELP);

  /** How long a step is. */
  public static final LoadFlag STEP_LENGTH =
      new LoadFlag("step-length", "DURATION", "10s", STEP_LENGTH_HELP);

  /** How long answers may take. */
  public static final LoadFlag TIMEOUT = new LoadFlag("timeout", "DURATION", "60s", TIMEOUT_HELP);

  /** What random times follow from. */
  public static final LoadFlag SEED = new LoadFlag("seed", "N", "1", SEED_HELP);

  /** Where to. */
  public static final LoadFlag ROUTE = new LoadFlag("route", "PATH", "/events", ROUTE_HELP);

  /** The routes that a load can be sent to. */
  public static final List<String> ROUTES = List.of("/events", "/events/await");

  /** Those of which a load has exactly one. */
  public static final List<LoadFlag> PATTERNS = List.of(POISSON, CONSTANT, CLOSED, BURST, STEP);

  /** All. */
  public static final List<LoadFlag> ALL =
      List.of(
          POISSON,
          CONSTANT,
          CLOSED,
          BURST,
          STEP,
          EVERY,
          STEP_LENGTH,
          THINK,
          CONNECTIONS,
          DURATION,
          COUNT,
          TIMEOUT,
          SEED,
          ROUTE);
}
