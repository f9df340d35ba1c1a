package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import weir.core.settings.LoadFlag;
import weir.http.config.Setting;
import weir.http.config.SettingsLoader;

@Timeout(30)
class HelpTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "worker",
        "cluster",
        "config",
        "panel",
        "workers",
        "service-time",
        "stats",
        "check",
        "record",
        "journal",
        "reset",
        "kill-worker",
        "resource",
        "load",
        "scaling",
        "lab",
        "jvms",
        "attach",
        "detach"
      })
  void shouldExplainEachCommand(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("Usage: weir " + command, "--help");
    assertThat(CommandRun.of("help", command).out()).isEqualTo(run.out());
    assertThat(CommandRun.of("--help").out()).contains("  " + command + " ");
  }

  /** The texts are written by hand; what they say is not. */
  @Test
  void shouldHaveAFlagForEachSettingThatTellsItsDefault() throws Exception {
    CommandSpec serve =
        WeirCommand.commandLine(Map.of()).parseArgs("serve").subcommand().commandSpec();
    Set<String> flags =
        serve.options().stream()
            .filter(option -> !option.hidden())
            .map(option -> option.longestName().substring(2))
            .collect(Collectors.toSet());
    Set<String> settings = new HashSet<>(Set.of("config", "help", "version"));
    for (Setting setting : SettingsLoader.load(Map.of(), Map.of(), null).origins()) {
      settings.add(setting.key());
      OptionSpec flag = serve.findOption("--" + setting.key());
      assertThat(flag).as(setting.key()).isNotNull();
      assertThat(flag.description()[0])
          .contains(setting.value().isEmpty() ? "" : "(" + setting.value());
    }
    assertThat(flags).isEqualTo(settings);
  }

  /** What a server can be told of its load is what this command can be told, in the same words. */
  @Test
  void shouldDescribeALoadAsWhoeverStartsOneSeesIt() {
    CommandLine load = subcommand(WeirCommand.commandLine(Map.of(), "load"), "load");
    CommandLine start = subcommand(load, "start");
    for (LoadFlag flag : LoadFlag.ALL) {
      CommandLine command = flag.equals(LoadFlag.ROUTE) ? start : load;
      OptionSpec option = command.getCommandSpec().findOption("--" + flag.key());
      assertThat(option).as(flag.key()).isNotNull();
      assertThat(option.description()).containsExactly(flag.help());
      assertThat(flag.help())
          .contains(flag.defaultText().isEmpty() ? "" : "(" + flag.defaultText());
      assertThat(start.getCommandSpec().findOption("--" + flag.key()).description())
          .containsExactly(flag.help());
    }
    assertThat(CommandRun.of("load", "start", "--help").out())
        .contains("weir load start", "--route");
    assertThat(CommandRun.of("load", "stop", "--help").out()).contains("weir load stop");
  }

  private static CommandLine subcommand(CommandLine command, String name) {
    return Objects.requireNonNull(command.getSubcommands().get(name));
  }

  @Test
  void shouldPrintItsVersion() {
    CommandRun run = CommandRun.of("--version");

    assertThat(run.status()).isZero();
    assertThat(run.out()).startsWith("weir ").contains("Java");
    for (String command : List.of("stats", "load start", "record info", "journal dump")) {
      assertThat(CommandRun.of((command + " --version").split(" "))).as(command).isEqualTo(run);
    }
  }

  @Test
  void shouldEndItsSentenceOnce() {
    assertThat(CommandRun.of("help", "nope").err()).contains("'nope'; 'weir").doesNotContain(".;");
  }
}
