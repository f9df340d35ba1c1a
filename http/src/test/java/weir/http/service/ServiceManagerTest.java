package weir.http.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class ServiceManagerTest {

  @TempDir Path folder;

  private Path socket() {
    return folder.resolve("notify");
  }

  @Test
  void shouldTellThatItIsReadyAliveAndStopping() throws Throwable {
    AtomicInteger asked = new AtomicInteger();
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", socket().toString(), "WATCHDOG_USEC", "20000");
    try (DatagramReceiver systemd = new DatagramReceiver(socket());
        ServiceManager manager = ServiceManager.of(environment)) {
      manager.ready(() -> "asked\n" + asked.incrementAndGet());

      assertThat(systemd.receive()).isEqualTo("READY=1\nSTATUS=asked 1");
      assertThat(systemd.receive()).isEqualTo("WATCHDOG=1\nSTATUS=asked 2");
      assertThat(systemd.receive()).isEqualTo("WATCHDOG=1\nSTATUS=asked 3");

      manager.stopping("draining");
      String last = systemd.receive();
      while (last.startsWith("WATCHDOG=1\n")) {
        last = systemd.receive();
      }
      assertThat(last).isEqualTo("STOPPING=1\nSTATUS=draining");
    }
  }

  @Test
  void shouldLeaveTheWatchdogToWhoItIsOf() throws Throwable {
    Map<String, String> environment =
        Map.of("NOTIFY_SOCKET", socket().toString(), "WATCHDOG_USEC", "20000", "WATCHDOG_PID", "1");
    try (DatagramReceiver systemd = new DatagramReceiver(socket());
        ServiceManager manager = ServiceManager.of(environment)) {
      manager.ready(() -> "up");
      assertThat(systemd.receive()).startsWith("READY=1");
      manager.stopping("down");
      assertThat(systemd.receive()).startsWith("STOPPING=1");
    }
  }

  @Test
  void shouldTellNobodyWhereNobodyListensAndGoOn() {
    List<Map<String, String>> environments =
        List.of(
            Map.of(),
            Map.of("NOTIFY_SOCKET", ""),
            Map.of("NOTIFY_SOCKET", socket().toString()),
            Map.of("NOTIFY_SOCKET", "@" + "x".repeat(200)));
    for (Map<String, String> environment : environments) {
      try (ServiceManager manager = ServiceManager.of(environment)) {
        manager.ready(() -> "up");
        manager.stopping("down");
      }
    }
  }
}
