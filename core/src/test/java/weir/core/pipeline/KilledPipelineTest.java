package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.journal.Inspection;

/**
 * Processes that are killed at any moment, one after the other on the same journal: what was
 * answered is handled, and twice at most what a worker was at.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class KilledPipelineTest {

  private static final String ERRORS = "errors";

  @TempDir private Path folder;

  private final long seed = Long.getLong("weir.kills.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private @Nullable Process last;

  @AfterEach
  void kill() throws InterruptedException {
    if (last != null) {
      last.destroyForcibly().waitFor();
    }
  }

  @ParameterizedTest
  @CsvSource({"always,10", "os,5", "interval:5ms,5"})
  void shouldLoseNothingThatWasAnsweredWhenItIsKilled(String policy, int kills) throws Exception {
    killOneAfterTheOther(policy, kills);
  }

  @ParameterizedTest
  @CsvSource({"always,500", "os,250", "interval:5ms,250"})
  @Tag("storm")
  void shouldLoseNothingInAThousandKills(String policy, int kills) throws Exception {
    killOneAfterTheOther(policy, kills);
  }

  private void killOneAfterTheOther(String policy, int kills) throws Exception {
    List<Path> runs = new ArrayList<>();
    for (int run = 0; run < kills; run++) {
      Path told = Files.createFile(folder.resolve("run-" + run));
      runs.add(told);
      Process process = start(policy, told, run, false);
      boolean whileItStarts = run > 0 && random.nextInt(4) == 0;
      if (whileItStarts) {
        Thread.sleep(random.nextInt(600)); // any moment will do
      } else {
        int first = process.getInputStream().read();
        assertThat((char) first).as("seed %d, run %d: %s", seed, run, errors()).isEqualTo('+');
        Thread.sleep(random.nextInt(60)); // the same
      }
      process.destroyForcibly().waitFor();
      assertThat(Inspection.verify(journal(policy)).damage())
          .as("seed %d, run %d: a kill damages nothing", seed, run)
          .isEmpty();
    }
    Path told = folder.resolve("last");
    runs.add(told);
    Process process = start(policy, told, kills, true);
    String end = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("seed %d: %s %s", seed, end, errors()).isZero();

    assertThat(end).contains("backlog 0 + in flight 0");
    check(runs);
  }

  private Path journal(String policy) {
    return folder.resolve("journal-" + policy.charAt(0));
  }

  private String errors() throws IOException {
    return Files.readString(folder.resolve(ERRORS));
  }

  private void check(List<Path> runs) throws Exception {
    Set<String> accepted = new HashSet<>();
    Map<String, Integer> lastRun = new HashMap<>();
    List<Set<String>> inFlight = new ArrayList<>();
    int again = 0;
    for (int run = 0; run < runs.size(); run++) {
      int againInThis = 0;
      int told = 0;
      Map<String, String> latest = new HashMap<>();
      for (String line : Files.readAllLines(runs.get(run))) {
        String[] parts = line.split(" ", -1);
        String id = parts[1];
        if (parts[0].equals("r")) {
          told = Integer.parseInt(id);
        } else if (parts[0].equals("a")) {
          accepted.add(id);
        } else if (parts[0].equals("s")) {
          latest.put(parts[2], id);
          Integer before = lastRun.put(id, run);
          if (before != null) {
            againInThis++;
            assertThat(before).as("seed %d: %s, twice in a run", seed, id).isLessThan(run);
            assertThat(inFlight.get(before))
                .as("seed %d: %s, handled in run %d and in %d", seed, id, before, run)
                .contains(id);
          }
        }
      }
      inFlight.add(new HashSet<>(latest.values()));
      again += againInThis;
      assertThat(againInThis).as("seed %d, run %d, told so", seed, run).isLessThanOrEqualTo(told);
    }
    assertThat(accepted).as("seed %d: it was busy when it was killed", seed).isNotEmpty();
    assertThat(lastRun.keySet()).as("seed %d: handled", seed).containsAll(accepted);
    System.out.printf(
        "%d kills, %d accepted, 0 lost, %d handled once more%n",
        runs.size() - 1, accepted.size(), again);
  }

  private Process start(String policy, Path told, int run, boolean drain) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // A logger takes two thirds of a start.
                "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProgram.class.getName(),
                journal(policy).toString(),
                policy,
                told.toString(),
                Integer.toString(run)));
    if (drain) {
      command.add("drain");
    }
    File errors = folder.resolve(ERRORS).toFile();
    Process started =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(errors)).start();
    last = started;
    return started;
  }
}
