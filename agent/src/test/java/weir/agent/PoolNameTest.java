package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class PoolNameTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http-nio-8080-exec-7, Endpoint, http-nio-8080-exec",
        "task-1, Service, task",
        "pool-3-thread-1, OrderService, OrderService pool-3",
        "pool-3-thread-1, -, pool-3",
        "worker #12, -, worker",
        "scheduled.thread-, -, scheduled.thread",
        "[pool 4], -, [pool",
        "Thread-3 (orders), -, orders",
        "Thread-0 (server::name=127.0.0.1), Orders, server::name=127.0.0.1",
        "worker (4), -, worker (4)",
        "42, Orders, Orders",
        "42, -, 42",
        "-, Orders, Orders",
        "-, -, executor",
      })
  void shouldBeCalledAsItsThreadsOrWhoUsesIt(String thread, String user, String name) {
    assertThat(PoolName.of(thread, user)).isEqualTo(name);
  }

  @Test
  void shouldBeANameThatASourceCanHave() {
    assertThat(PoolName.of("a\n\tb" + "x".repeat(200), null)).hasSize(60).startsWith("a  bx");
    assertThat(PoolName.of("orders\u200b", null)).isEqualTo("orders?");
  }
}
