package weir.bench.journal;

import org.jspecify.annotations.Nullable;
import weir.bench.http.HttpContender;
import weir.bench.report.Column;

/** How events are kept until they have ended. */
public enum Keeping implements Column {
  /** As long as the process lives. */
  MEMORY("memory", HttpContender.WEIR_0MS, ""),
  /** With the operating system. */
  OS("disk, os", HttpContender.WEIR_JOURNAL_OS, "os"),
  /** The same, and forced every 5 ms. */
  INTERVAL("disk, interval:5ms", HttpContender.WEIR_JOURNAL_INTERVAL, "interval:5ms"),
  /** Forced before it is answered. */
  ALWAYS("disk, always", HttpContender.WEIR_JOURNAL_ALWAYS, "always"),
  /** Bytes of the same groups, forced one group after the other, and nothing else. */
  BARE("bare forces", null, "");

  private final String label;
  private final @Nullable HttpContender server;
  private final String policy;

  Keeping(String label, @Nullable HttpContender server, String policy) {
    this.label = label;
    this.server = server;
    this.policy = policy;
  }

  @Override
  public String label() {
    return label;
  }

  /**
   * The server that keeps them so.
   *
   * @return one of this project's; null where there is none
   */
  public @Nullable HttpContender server() {
    return server;
  }

  /**
   * When an event is safe.
   *
   * @return as a flag says it; empty where nothing is on disk
   */
  public String policy() {
    return policy;
  }
}
