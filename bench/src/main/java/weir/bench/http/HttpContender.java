package weir.bench.http;

import java.util.Arrays;
import java.util.List;
import weir.bench.flag.Named;

/** Every server that is compared, each a process of its own. */
public enum HttpContender implements Named {
  /** This project's server as a user starts it, with a handler that takes no time. */
  WEIR_0MS("weir-0ms", "Weir, 0 ms handler"),
  /** The same with a handler of 5 ms, and workers for 50,000 events a second. */
  WEIR_5MS("weir-5ms", "Weir, 5 ms handler, 256 workers"),
  /** The same as the first, with a ring that holds what is published while it is paused. */
  WEIR_WAKEUP("weir-wakeup", "Weir, 0 ms handler, ring of 131,072"),
  /** The first, with each event on disk, as the operating system sees fit to write it. */
  WEIR_JOURNAL_OS("weir-journal-os", "Weir, 0 ms handler, journal, os"),
  /** The same, forced every 5 ms. */
  WEIR_JOURNAL_INTERVAL("weir-journal-interval", "Weir, 0 ms handler, journal, interval:5ms"),
  /** The same, each event forced before it is answered. */
  WEIR_JOURNAL_ALWAYS("weir-journal-always", "Weir, 0 ms handler, journal, always"),
  /** Javalin as it comes, with a constant. */
  JAVALIN("javalin", "bare Javalin"),
  /** The Jetty under it, with a constant from a handler that never blocks. */
  JETTY("jetty", "bare Jetty, non-blocking"),
  /** A constant from nginx: about what ab itself can do. */
  NGINX("nginx", "nginx, a constant");

  private final String id;
  private final String label;

  HttpContender(String id, String label) {
    this.id = id;
    this.label = label;
  }

  @Override
  public String id() {
    return id;
  }

  /**
   * Full name.
   *
   * @return a phrase
   */
  public String label() {
    return label;
  }

  /**
   * Whether it is this project's server.
   *
   * @return false for those that answer a constant, whatever the path
   */
  public boolean isWeir() {
    return this != JAVALIN && this != JETTY && this != NGINX;
  }

  /**
   * Those that are compared with other servers.
   *
   * @return all but those that keep events on disk
   */
  public static List<HttpContender> comparedWithOthers() {
    return Arrays.stream(values())
        .filter(contender -> !contender.id.startsWith("weir-journal"))
        .toList();
  }
}
