package weir.core.link;

/**
 * The process that a client is connected to.
 *
 * @param pid process id of the server
 * @param startedEpochMillis wall-clock time of its start, in milliseconds since 1970 UTC
 */
public record ServerInfo(long pid, long startedEpochMillis) {

  /**
   * This process, as a server that starts now.
   *
   * @return its id and the time
   */
  public static ServerInfo ofThisProcess() {
    return new ServerInfo(ProcessHandle.current().pid(), System.currentTimeMillis());
  }
}
