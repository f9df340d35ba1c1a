package weir.dist;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import weir.http.cli.WeirCommand;

/** Asks bash itself. */
@Timeout(60)
class CompletionTest {

  private final CommandLine weir = WeirCommand.commandLine(Map.of());
  private final Map<String, String> files = Completion.of(weir);

  @TempDir private Path folder;

  @Test
  void shouldKnowAllCommands() throws Exception {
    assertThat(complete("weir", ""))
        .containsExactlyInAnyOrderElementsOf(weir.getSubcommands().keySet());
  }

  @Test
  void shouldKnowCommandsOfCommands() throws Exception {
    CommandLine record = requireNonNull(weir.getSubcommands().get("record"));
    assertThat(complete("weir", "record", "")).containsAll(record.getSubcommands().keySet());
  }

  @Test
  void shouldKnowFlagsThatAreNotAnnotated() throws Exception {
    assertThat(complete("weir", "serve", "--ring")).containsExactly("--ring-size");
    assertThat(complete("weir", "load", "start", "--poi")).containsExactly("--poisson");
  }

  @Test
  void shouldAnswerZshAtTheFirstUse() {
    assertThat(files.get("_weir"))
        .startsWith("#compdef weir\n")
        .contains(files.get("weir.bash"))
        .endsWith("-F _complete_weir\n");
  }

  private List<String> complete(String... words) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("weir.bash"), files.get("weir.bash"));
    String question =
        "compopt() { :; }; source %s; COMP_WORDS=(%s); COMP_CWORD=%s; _complete_weir; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, "'" + String.join("' '", words) + "'", words.length - 1);
    Process bash = new ProcessBuilder("bash", "-c", question).redirectErrorStream(true).start();
    List<String> answer = bash.inputReader().lines().map(String::strip).toList();
    assertThat(bash.waitFor()).isZero();
    return answer;
  }
}
