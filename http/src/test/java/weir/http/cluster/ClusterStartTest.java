package weir.http.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.http.client.CommandFailure;

@Timeout(30)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs here are those of a shell")
class ClusterStartTest {

  private final StringWriter told = new StringWriter();

  @TempDir Path folder;

  private ClusterSettings settings(int port) {
    return new ClusterSettings(1, 1, 1, "1ms", Optional.of(folder), port, "cluster");
  }

  private Optional<Cluster> start(ClusterSettings settings, ClusterPrograms programs, long wanted)
      throws Exception {
    CountDownLatch stop = new CountDownLatch((int) wanted);
    return Cluster.start(settings, programs, new PrintWriter(told), stop);
  }

  private static ClusterPrograms shell(String broker, String weir) {
    return new ClusterPrograms(
        Optional.of(List.of("sh", "-c", broker, "broker")), List.of("sh", "-c", weir, "weir"));
  }

  @Test
  void shouldSayWhatToDoWithoutABroker() {
    ClusterPrograms none = new ClusterPrograms(Optional.empty(), List.of("true"));

    assertThatThrownBy(() -> start(settings(0), none, 1))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("without a broker")
        .hasMessageContaining("--bootstrap");
  }

  @Test
  void shouldRefuseAGroupThatNoProcessTakes() {
    for (String name : List.of("", "g".repeat(65))) {
      assertThatThrownBy(() -> new ClusterSettings(1, 1, 1, "1ms", Optional.of(folder), 0, name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("--group: ");
    }
  }

  @Test
  void shouldStartNothingWhereAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> start(settings(port), shell("exit 1", "exit 1"), 1))
          .isInstanceOf(CommandFailure.class)
          .hasMessageContaining("port " + port + " is taken")
          .hasMessageContaining("--port");
    }
    assertThat(told.toString()).isEmpty();
  }

  @Test
  void shouldRepeatWhyAProcessDidNotStart() {
    ClusterPrograms programs =
        shell("echo broker ready on here: now; read line", "echo no such group >&2; exit 2");

    assertThatThrownBy(() -> start(settings(0), programs, 1))
        .isInstanceOf(CommandFailure.class)
        .hasMessage("server 1 did not start: no such group");
  }

  @Test
  void shouldNameTheStatusOfOneThatSaysNothing() {
    assertThatThrownBy(() -> start(settings(0), shell("kill -9 $$", "exit 1"), 1))
        .hasMessage("broker did not start: it ended with signal 9");
  }

  @Test
  void shouldEndWhatItHasStartedIfNobodyWantsItAnyMore() throws Exception {
    assertThat(start(settings(0), shell("sleep 60", "exit 1"), 0)).isEmpty();
  }

  @Test
  void shouldRefuseNumbersThatAreOutOfRange() {
    assertThatThrownBy(
            () -> new ClusterSettings(2, 1, 1, "1ms", Optional.empty(), 65_535, "cluster"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--port must be from 0 to 65534, and 65535 is not");
    assertThatThrownBy(() -> new ClusterSettings(0, 1, 1, "1ms", Optional.empty(), 0, "cluster"))
        .hasMessage("--servers must be from 1 to 16, and 0 is not");
  }
}
