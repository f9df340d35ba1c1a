package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class MainTest {

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldNameTheBenchmarksWhereOneIsUnknown() {
    assertThat(run("pol")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .hasLineCount(1)
        .startsWith("weir bench: 'pol' is no benchmark: ")
        .contains(
            "'./weir bench pool'",
            "'./weir bench http'",
            "'./weir bench telemetry'",
            "'./weir bench watch'",
            "'./weir bench panel'",
            "--help");
  }

  @Test
  void shouldHandOnWhatFollowsTheName() {
    assertThat(run("pool", "--help")).isZero();
    assertThat(run("http", "--help")).isZero();
    assertThat(run("telemetry", "--help")).isZero();
    assertThat(run("watch", "--help")).isZero();
    assertThat(run("panel", "--help")).isZero();
    assertThat(err.size()).isZero();
  }

  private int run(String... arguments) {
    return Main.run(arguments, new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
