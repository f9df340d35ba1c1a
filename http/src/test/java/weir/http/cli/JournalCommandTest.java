package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.journal.DiskJournal;
import weir.core.journal.DiskJournalSettings;

/** {@code weir journal} on a journal as a server leaves it. */
@Timeout(60)
class JournalCommandTest {

  private static final long ACCEPTED_MICROS = 1_764_000_000_123_456L;

  @TempDir private Path folder;

  private Path dir() {
    return folder.resolve("journal");
  }

  private DiskJournalSettings settings() {
    return DiskJournalSettings.defaults(dir()).withMaxBytes(1 << 20);
  }

  @BeforeEach
  void fill() throws Exception {
    try (DiskJournal journal = DiskJournal.open(settings())) {
      journal.append("first".getBytes(StandardCharsets.UTF_8), ACCEPTED_MICROS);
      journal.end(journal.append(new byte[] {0, -1, 27}, ACCEPTED_MICROS + 1));
      journal.append("a \"third\", ü".getBytes(StandardCharsets.UTF_8), ACCEPTED_MICROS + 2);
    }
  }

  private CommandRun run(String command, String... more) {
    String[] all = new String[4 + more.length];
    all[0] = "journal";
    all[1] = command;
    all[2] = "--journal-dir";
    all[3] = dir().toString();
    System.arraycopy(more, 0, all, 4, more.length);
    return CommandRun.of(all);
  }

  private void flip(long offset) throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(dir().resolve("segment-0000000000.events").toFile(), "rw")) {
      file.seek(offset);
      int old = file.read();
      file.seek(offset);
      file.write(old ^ 4);
    }
  }

  @Test
  void shouldSayThatAJournalIsWhole() {
    CommandRun run = run("verify");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("journal " + dir() + ": ", "3 events: 1 ended, 2 not ended")
        .endsWith("whole" + System.lineSeparator());
  }

  @Test
  void shouldPrintEventsAsTextOrHexadecimal() {
    CommandRun run = run("dump");

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out().lines())
        .containsExactly(
            "0  2025-11-24T16:00:00.123456Z  open   5  first",
            "1  2025-11-24T16:00:00.123457Z  ended  3  0x00ff1b",
            "2  2025-11-24T16:00:00.123458Z  open   13  a \"third\", ü");
    assertThat(run("dump", "--json", "--open").out().lines())
        .containsExactly(
            "{\"id\":0,\"accepted\":\"2025-11-24T16:00:00.123456Z\",\"ended\":false,\"bytes\":5,"
                + "\"text\":\"first\"}",
            "{\"id\":2,\"accepted\":\"2025-11-24T16:00:00.123458Z\",\"ended\":false,\"bytes\":13,"
                + "\"text\":\"a \\\"third\\\", ü\"}");
    assertThat(run("dump", "--json").out())
        .contains("\"ended\":true,\"bytes\":3,\"hex\":\"00ff1b\"");
  }

  @Test
  void shouldNameADamagedEventAndRepairTheJournal() throws Exception {
    // In the payload of the second event.
    flip(128 + 32 + 24 + 1);

    CommandRun damaged = run("verify");
    assertThat(damaged.status()).isEqualTo(ExitStatus.CHECK_FAILED);
    assertThat(damaged.out())
        .contains(
            "damaged: segment-0000000000.events is damaged at byte 160: event 1 can't be read",
            "1 damaged place, 1 event lost; the others are recovered");
    CommandRun dumped = run("dump");
    assertThat(dumped.status()).isEqualTo(ExitStatus.CHECK_FAILED);
    assertThat(dumped.out().lines()).hasSize(2);
    assertThat(dumped.err()).contains("damaged: segment-0000000000.events");

    CommandRun repaired = run("repair");
    assertThat(repaired.err()).isEmpty();
    assertThat(repaired.status()).isZero();
    assertThat(repaired.out())
        .contains(
            "segment-0000000000.events: 32 bytes from 160 on are in"
                + " segment-0000000000.events.at-160.damaged now; event 1 is lost");
    assertThat(Files.size(dir().resolve("segment-0000000000.events.at-160.damaged"))).isEqualTo(32);
    assertThat(run("verify").status()).isZero();
    assertThat(run("repair").out()).startsWith("there was nothing to repair");
  }

  @Test
  void shouldLookButNotRepairWhileAServerUsesIt() throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    try (DiskJournal journal = DiskJournal.open(settings())) {
      assertThat(journal.recovered()).isEqualTo(2);
      CommandRun verified = run("verify");
      assertThat(verified.status()).isZero();
      assertThat(verified.err()).contains("warning: process " + pid + " is using the journal");
      CommandRun repaired = run("repair");
      assertThat(repaired.status()).isEqualTo(ExitStatus.FAILURE);
      assertThat(repaired.err()).contains("is in use by process " + pid + ": stop that");
    }
  }

  @Test
  void shouldSayWhatIsNoJournal() {
    CommandRun none = CommandRun.of("journal", "verify", "--journal-dir", folder + "/nowhere");
    assertThat(none.status()).isEqualTo(ExitStatus.FAILURE);
    assertThat(none.err()).contains("there is no folder");
    assertThat(CommandRun.of("journal").status()).isEqualTo(ExitStatus.USAGE);
    assertThat(CommandRun.of("journal", "verify").err()).contains("--journal-dir");
  }
}
