package weir.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class QuickStartTest {

  @Test
  void shouldDoWhatTheReadmeSays() throws Exception {
    assertThat(printedBy(() -> QuickStart.main(new String[0])))
        .contains("Hello Ada", "Hello Grace")
        .contains("0 left, accepted 2 = completed 2 + failed 0 + backlog 0 + in flight 0");
  }

  @Test
  void shouldDoWhatTheReadmeOfCoreSays() throws Exception {
    assertThat(printedBy(() -> PoolQuickStart.main(new String[0])))
        .contains("order 0", "true PoolCounts[reserved=1, claimed=1, completed=1");
  }

  @Test
  void shouldWatchAPoolAsTheReadmesSay() throws Exception {
    assertThat(printedBy(() -> WatchQuickStart.main(new String[0]))).contains("an order", "true");
  }

  private interface Program {
    void run() throws Exception;
  }

  private static String printedBy(Program program) throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "QuickStart.java, '    try (Pipeline', '  }\n}', ../README.md",
    "PoolQuickStart.java, '  static final class Order', '}', README.md",
    "WatchQuickStart.java, '    ExecutorService orders', '    orders.execute', ../README.md",
    "WatchQuickStart.java, '    ExecutorService orders', '    orders.execute', README.md"
  })
  void shouldStandInTheReadmeWordForWord(String file, String from, String to, String readme)
      throws IOException {
    String source = Files.readString(Path.of("src/test/java/weir/core", file));
    String body = source.substring(source.indexOf(from), source.lastIndexOf(to));
    assertThat(Files.readString(Path.of(readme))).contains(body.stripTrailing().stripIndent());
  }

  /** Every example compiles, as it stands in a class of the tests. */
  @Test
  void shouldHaveNoExampleInTheReadmeOfCoreThatIsNotCompiled() throws IOException {
    String compiled =
        strippedLines(
            Files.readString(Path.of("src/test/java/weir/core/PoolQuickStart.java"))
                + Files.readString(Path.of("src/test/java/weir/core/HookQuickStart.java"))
                + Files.readString(Path.of("src/test/java/weir/core/WatchQuickStart.java"))
                + Files.readString(
                    Path.of("../micrometer/src/test/java/weir/micrometer/MetricsQuickStart.java")));
    String[] parts = Files.readString(Path.of("README.md")).split("```", -1);
    int examples = 0;
    for (int part = 1; part < parts.length; part += 2) {
      String example = parts[part];
      assertThat(example).startsWith("java\n");
      assertThat(compiled).contains(strippedLines(example.substring("java\n".length())));
      examples++;
    }
    assertThat(examples).isEqualTo(4);
  }

  private static String strippedLines(String text) {
    return text.strip().lines().map(String::strip).collect(Collectors.joining("\n"));
  }
}
