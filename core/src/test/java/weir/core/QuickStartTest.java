package weir.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class QuickStartTest {

  @Test
  void shouldDoWhatTheReadmeSays() throws InterruptedException {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      QuickStart.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Hello Ada", "Hello Grace")
        .contains("0 left, Ledger[accepted=2, completed=2, failed=0, rejected=0, backlog=0");
  }

  @Test
  void shouldStandInTheReadmeWordForWord() throws IOException {
    String source = Files.readString(Path.of("src/test/java/weir/core/QuickStart.java"));
    String body =
        source.substring(source.indexOf("    try (Pipeline"), source.lastIndexOf("  }\n}"));
    String readme = Files.readString(Path.of("..", "README.md"));
    assertThat(readme).contains(body.stripTrailing().stripIndent());
  }
}
