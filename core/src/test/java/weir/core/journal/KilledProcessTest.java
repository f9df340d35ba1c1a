package weir.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that appends and ends as fast as it can, killed again and again. */
@Timeout(60)
class KilledProcessTest {

  private static final int KILLS = 3;

  @TempDir private Path folder;

  private DiskJournalSettings settings() {
    return new DiskJournalSettings(
        folder.resolve("journal"), new SyncPolicy.Always(), 64L << 20, 1 << 20);
  }

  @Test
  void shouldRecoverAllThatWasSafeAndNothingThatHadEnded() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      Set<Long> safe = new HashSet<>();
      Set<Long> ended = new HashSet<>();
      run(300 + 700 * kill, safe, ended);
      Set<Long> inUse = new HashSet<>(safe);
      inUse.removeAll(ended);
      try (DiskJournal journal = DiskJournal.open(settings())) {
        Map<Long, String> found = new HashMap<>(Journals.recovered(journal));
        assertThat(journal.damage()).isEmpty();
        assertThat(found.keySet()).as("kill %d", kill).containsAll(inUse);
        assertThat(found.keySet()).as("kill %d", kill).doesNotContainAnyElementsOf(ended);
        found.forEach((id, text) -> assertThat(text).startsWith("event "));
        found.keySet().forEach(journal::end);
      }
    }
  }

  /** Runs a process until it has said so many lines, and kills it in their midst. */
  private void run(int lines, Set<Long> safe, Set<Long> ended) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledProcess.class.getName(),
                settings().folder().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
      for (int line = 0; ; line++) {
        String said = out.readLine();
        if (said == null) {
          break;
        }
        if (line == lines) {
          // Not by the process, which would close what it has said last.
          process.toHandle().destroyForcibly();
        }
        List<String> parts = List.of(said.split(" "));
        if (parts.size() == 2 && said.endsWith(".")) {
          long id = Long.parseLong(parts.get(1).substring(0, parts.get(1).length() - 1));
          (parts.get(0).equals("safe") ? safe : ended).add(id);
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(safe).hasSizeGreaterThan(10);
    assertThat(ended).hasSizeGreaterThan(5);
  }
}
