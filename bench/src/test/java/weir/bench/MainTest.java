package weir.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class MainTest {

  private static final List<String> BENCHMARKS =
      List.of("pool", "http", "telemetry", "journal", "panel", "watch");

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
    for (String name : BENCHMARKS) {
      assertThat(run(name, "--help")).as(name).isZero();
    }
    assertThat(err.size()).isZero();
  }

  /** Not after minutes of measuring. */
  @Test
  void shouldRefuseFoldersThatCannotBeBeforeItMeasures(@TempDir Path folder) throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("journal", "--on", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("'--on'", "there is no folder " + folder.resolve("none"), "make it first");
    for (String name : BENCHMARKS) {
      err.reset();
      assertThat(run(name, "--out", file.resolve("below").toString())).as(name).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8)).contains("'--out'", file + " is no folder");
    }
  }

  @Test
  void shouldRefuseNumbersThatItWouldTakeForNone() {
    for (String name : BENCHMARKS) {
      String flag = name.equals("pool") ? "--forks" : "--rounds";
      shouldRefuse("must be 1 or more, and -3 is not", name, flag, "-3");
      shouldRefuse("must be 1 or more, and 0 is not", name, flag, "0");
    }
    shouldRefuse("must be 1 or more, and -1 is not", "pool", "--millis", "-1");
    shouldRefuse("must be a power of two, and 12 is not", "pool", "--backlog", "12");
    shouldRefuse("must be a power of two, and 0 is not", "pool", "--backlog", "0");
    shouldRefuse("must be a whole number", "pool", "--backlog", "99999999999");
  }

  @Test
  void shouldNameWhatCanBeChosen() {
    shouldRefuse(
        "no contender is called 'weir': choose from weir-1, ", "pool", "--contenders", "weir");
    shouldRefuse("no scenario is called 'x': choose from ", "pool", "--scenarios", "empty,x");
    shouldRefuse(
        "no contender is called 'tomcat': choose from weir-0ms, ",
        "http",
        "--contenders",
        "tomcat");
    shouldRefuse("no tool is called 'hey': choose from ab, wrk", "http", "--tools", "ab,hey");
    shouldRefuse("no tool is called '': choose from ab, wrk", "http", "--tools", "");
  }

  private void shouldRefuse(String sentence, String name, String flag, String value) {
    err.reset();
    assertThat(run(name, flag, value)).as("%s %s %s", name, flag, value).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("'" + flag + "'", sentence);
  }

  private int run(String... arguments) {
    return Main.run(arguments, new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
