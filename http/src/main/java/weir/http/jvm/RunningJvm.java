package weir.http.jvm;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;

/**
 * A JVM of this user that tells of itself. It is not touched for that: what it has written of
 * itself is read, and its socket is asked, if there is one.
 *
 * @param pid its process
 * @param mainClass what it runs: a class or a jar; empty if it does not say
 * @param isAttachable whether it lets agents in
 * @param executors how many it shows; empty if it is not watched
 */
public record RunningJvm(long pid, String mainClass, boolean isAttachable, OptionalInt executors) {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * Those there are, without this one.
   *
   * @return in the order of their process ids
   */
  public static List<RunningJvm> all() {
    return JvmPerformanceData.processes().stream()
        .filter(RunningJvm::isProcessOfOurs)
        .map(RunningJvm::of)
        .sorted(Comparator.comparingLong(RunningJvm::pid))
        .toList();
  }

  private static boolean isProcessOfOurs(long pid) {
    return pid != ProcessHandle.current().pid()
        && ProcessHandle.of(pid).filter(process -> owner(process).isEmpty()).isPresent();
  }

  /** Who has the process, if that is another user. */
  static Optional<String> owner(ProcessHandle process) {
    Optional<String> self = ProcessHandle.current().info().user();
    return process.info().user().filter(user -> self.filter(user::equals).isEmpty());
  }

  private static RunningJvm of(long pid) {
    String first = JvmPerformanceData.command(pid).split(" ", 2)[0];
    return new RunningJvm(
        pid,
        first.substring(first.lastIndexOf('/') + 1),
        JvmPerformanceData.allowsAttaching(pid),
        executorsOf(pid));
  }

  private static OptionalInt executorsOf(long pid) {
    LinkAddress.UnixSocket address = LinkAddresses.ofProcess(pid);
    if (!address.path().toFile().exists()) {
      return OptionalInt.empty();
    }
    try (LinkClient client =
        LinkClient.connect(address, "weir jvms", PATIENCE, LinkListener.IGNORE)) {
      return OptionalInt.of(client.sources().size());
    } catch (LinkException e) {
      return OptionalInt.empty();
    }
  }
}
