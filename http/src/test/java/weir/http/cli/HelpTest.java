package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HelpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "panel",
        "workers",
        "service-time",
        "stats",
        "reset",
        "resource",
        "load",
        "scaling"
      })
  void shouldExplainEachCommand(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: weir " + command, "--help");
    assertThat(CommandRun.of("help", command).out()).isEqualTo(run.out());
    assertThat(CommandRun.of("--help").out()).contains("  " + command + " ");
  }

  @Test
  void shouldPrintItsVersion() {
    CommandRun run = CommandRun.of("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("weir ").contains("Java");
  }
}
