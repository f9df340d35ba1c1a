package weir.dist;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import weir.http.cli.WeirCommand;

@Timeout(60)
class ManPagesTest {

  private final CommandLine weir = WeirCommand.commandLine(Map.of());
  private final Map<String, String> pages = ManPages.of(weir, "1.2.3", "2026-01-01");

  @Test
  void shouldHaveAPageOfEachCommand() {
    assertThat(pages.keySet()).contains("weir.1", "weir-load.1", "weir-load-start.1");
    weir.getSubcommands()
        .keySet()
        .forEach(
            name -> {
              assertThat(pages).containsKey("weir-" + name + ".1");
              assertThat(pages.get("weir.1")).contains(".B " + name.replace("-", "\\-") + "\n");
            });
  }

  @Test
  void shouldExplainEachFlag() {
    for (String name : new String[] {"serve", "load", "resource"}) {
      CommandLine command = requireNonNull(weir.getSubcommands().get(name));
      String page = requireNonNull(pages.get("weir-" + name + ".1"));
      for (OptionSpec option : command.getCommandSpec().options()) {
        assertThat(option.hidden() || hasFlag(page, option)).isTrue();
      }
    }
  }

  private static boolean hasFlag(String page, OptionSpec option) {
    String names = String.join(", ", option.names()).replace("-", "\\-");
    return page.lines().anyMatch(line -> line.startsWith(".B " + names));
  }

  @Test
  void shouldSayWhatExitStatusesMean() {
    assertThat(pages.get("weir.1")).contains(".SH EXIT STATUS\n", ".B 130\nended by a second");
    assertThat(pages.get("weir-check.1")).contains(".B 4\none does not hold");
  }

  @Test
  void shouldSayWhoseAndWhen() {
    assertThat(pages.get("weir-serve.1"))
        .startsWith(".TH \"WEIR-SERVE\" 1 \"2026-01-01\" \"weir 1.2.3\" \"Weir\"\n")
        .contains("weir\\-serve \\- Runs the server.")
        .doesNotContain("%n", "@|");
  }

  @Test
  void shouldKeepTextFromBeingTakenForRequests() {
    Troff page = new Troff();
    page.text(".hidden files\n'quoted' \\ and -1");
    assertThat(page).hasToString("\\&.hidden files\n\\&'quoted' \\e and \\-1\n");
  }
}
