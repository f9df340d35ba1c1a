package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.link.LinkAddress;
import weir.core.link.LinkServer;
import weir.core.link.ServerInfo;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.MockResourceHandler;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.watch.Watcher;

/** {@code weir record} on a recording of a real pipeline. */
@Timeout(60)
class RecordCommandTest {

  private static final int EVENTS = 2_000;

  @TempDir private Path folder;

  @BeforeEach
  void record() throws Exception {
    PipelineSettings settings =
        PipelineSettings.defaults().withWorkers(2, 4).withServiceTime(Duration.ofMillis(1));
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(settings, EventHandlers.named(MockResourceHandler.NAME))) {
      LinkServer link = pipeline.listen(new LinkAddress.UnixSocket(folder.resolve("s")));
      link.record(path());
      for (int event = 0; event < EVENTS; event++) {
        pipeline.publish(new byte[0]);
      }
      assertThat(pipeline.drain(Duration.ofSeconds(30)).left()).isZero();
    }
  }

  private Path path() {
    return folder.resolve("run.weir");
  }

  @Test
  void shouldSayWhatIsInIt() {
    CommandRun run = CommandRun.of("record", "info", path().toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains(path().toString(), "started ", "written by Weir ", "source weir: ")
        .containsPattern(
            "\\d events ended after its first figures; at the end accepted 2000 = completed 2000")
        .contains("whole ('--check' also reads every block)")
        .doesNotContain("not whole");
    assertThat(CommandRun.of("record", "info", "--check", path().toString()).out())
        .endsWith("whole, and every block is sound" + System.lineSeparator());
  }

  @Test
  void shouldRecordAProgramThatIsOnlyWatched() throws Exception {
    Path socket = folder.resolve("watched");
    Path file = folder.resolve("watched.weir");
    String[] command = {"record", "to", file.toString(), "--for", "2s", "--socket", socket + ""};
    try (Watcher watcher = new Watcher()) {
      watcher.open(new LinkAddress.UnixSocket(socket));
      ExecutorService orders = watcher.executor("orders", Executors.newFixedThreadPool(2));
      for (int task = 0; task < 100; task++) {
        orders.execute(() -> {});
      }
      CommandRun run = CommandRun.of(command);
      // Not before: what has ended is shown for a while only.
      orders.shutdown();
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.out()).contains("recording to " + file + " for 2s", " bytes in " + file);
      assertThat(CommandRun.of(command))
          .satisfies(again -> assertThat(again.status()).isEqualTo(2))
          .satisfies(again -> assertThat(again.err()).contains("watched.weir", "already"));
    }
    assertThat(CommandRun.of("record", "info", file.toString()).out())
        .contains("source orders: ", "whole (");

    CommandRun none = CommandRun.of("record", "to", folder + "/x", "--socket", socket.toString());
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("no Weir server at " + socket);
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void shouldExportEveryEventToALogThatHdrHistogramReads() throws Exception {
    CommandRun run = CommandRun.of("record", "export", path().toString(), "--hlog");

    assertThat(run.status()).as(run.err()).isZero();
    Map<String, Long> counts = new HashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(folder.resolve("run.hlog").toFile())) {
      while (reader.hasNext()) {
        AbstractHistogram line = (AbstractHistogram) reader.nextIntervalHistogram();
        counts.merge(String.valueOf(line.getTag()), line.getTotalCount(), Long::sum);
      }
    }
    assertThat(counts)
        .containsEntry("null", (long) EVENTS)
        .containsEntry("wait", (long) EVENTS)
        .containsEntry("service", (long) EVENTS)
        .containsEntry("hold", (long) EVENTS);
    assertThat(CommandRun.of("record", "export", path().toString(), "--hlog"))
        .satisfies(again -> assertThat(again.status()).isEqualTo(2))
        .satisfies(again -> assertThat(again.err()).contains("already: name a new one"));
  }

  @Test
  void shouldExportEachIntervalAsCsv() throws Exception {
    CommandRun run = CommandRun.of("record", "export", path().toString(), "--csv");

    assertThat(run.status()).as(run.err()).isZero();
    List<NamedCsvRecord> lines = csv(run.out());
    assertThat(lines.stream().mapToLong(line -> field(line, "response_count")).sum())
        .isEqualTo(EVENTS);
    NamedCsvRecord last = lines.getLast();
    assertThat(field(last, "accepted_events")).isEqualTo(EVENTS);
    assertThat(field(last, "completed_events")).isEqualTo(EVENTS);
    assertThat(field(last, "backlog_events")).isZero();
    assertThat(last.getField("source")).isEqualTo("weir");
    assertThat(last.getField("effective_workers")).isEqualTo("0");
    assertThat(lines)
        .filteredOn(line -> field(line, "service_count") > 0)
        .allSatisfy(
            line -> assertThat(field(line, "service_p50_micros")).isGreaterThanOrEqualTo(1_000));

    CommandRun toFile =
        CommandRun.of("record", "export", path().toString(), "--csv", "-o", folder + "/run.csv");
    assertThat(toFile.status()).as(toFile.err()).isZero();
    assertThat(Files.readString(folder.resolve("run.csv"))).isEqualTo(run.out());
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run.csv"))))
        .isEqualTo("rw-------");
    assertThat(Instant.parse(last.getField("time_utc")).toEpochMilli())
        .isEqualTo(field(last, "epoch_millis"));
  }

  @Test
  void shouldExportAPart() throws Exception {
    String[] whole = {"record", "export", path().toString(), "--csv"};
    List<Double> all = recordedSeconds(CommandRun.of(whole));
    assertThat(all).hasSizeGreaterThan(2);
    long fromMillis = (long) Math.floor(all.get(1) * 1_000);
    long toMillis = (long) Math.ceil(all.get(all.size() - 2) * 1_000);
    List<String> part = new ArrayList<>(List.of(whole));
    part.addAll(List.of("--from", fromMillis + "ms", "--to", toMillis + "ms"));

    assertThat(recordedSeconds(CommandRun.of(part.toArray(String[]::new))))
        .isNotEmpty()
        .hasSizeLessThan(all.size())
        .containsExactlyElementsOf(
            all.stream().filter(at -> at * 1_000 >= fromMillis && at * 1_000 <= toMillis).toList());
  }

  private static List<Double> recordedSeconds(CommandRun run) throws Exception {
    assertThat(run.status()).as(run.err()).isZero();
    return csv(run.out()).stream()
        .map(line -> Double.parseDouble(line.getField("recorded_seconds")))
        .toList();
  }

  private static List<NamedCsvRecord> csv(String text) throws Exception {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
      return reader.stream().toList();
    }
  }

  private static long field(NamedCsvRecord line, String name) {
    return Long.parseLong(line.getField(name));
  }

  @Test
  void shouldReadACutOneAsFarAsItGoes() throws Exception {
    byte[] whole = Files.readAllBytes(path());
    Path cut = Files.write(folder.resolve("cut.weir"), Arrays.copyOf(whole, whole.length - 1));

    CommandRun info = CommandRun.of("record", "info", cut.toString());
    assertThat(info.status()).isZero();
    assertThat(info.out()).contains("not whole: it ends inside a block");
    CommandRun export = CommandRun.of("record", "export", cut.toString(), "--csv");
    assertThat(export.status()).isZero();
    assertThat(export.err()).contains("warning: it ends inside a block").hasLineCount(1);
  }

  @Test
  void shouldNotPassADamagedOne() throws Exception {
    byte[] bytes = Files.readAllBytes(path());
    bytes[bytes.length - 1] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.weir"), bytes);

    CommandRun info = CommandRun.of("record", "info", "--check", damaged.toString());
    assertThat(info.out()).contains("not whole");
    assertThat(info.status()).isEqualTo(ExitStatus.CHECK_FAILED);
  }

  /** Of a cut one, what it still has says nothing of what is gone. */
  @Test
  void shouldNotCheckTimesOfWhatCanNotBeRead() throws Exception {
    byte[] whole = Files.readAllBytes(path());
    Path cut = Files.write(folder.resolve("cut.weir"), Arrays.copyOf(whole, whole.length + 5));
    Path junit = folder.resolve("junit.xml");

    CommandRun check =
        CommandRun.of(
            "check",
            "--json",
            "--junit",
            junit.toString(),
            "--recording",
            cut.toString(),
            "max(hold) < 1h",
            "max(backlog) < 1000000",
            "ended >= 0");
    assertThat(check.status()).as(check.out()).isEqualTo(ExitStatus.FAILURE);
    assertThat(check.out())
        .contains("\"ok\" : 1", "\"cannotTell\" : 2", "\"fault\" : \"it ends inside a block");
    assertThat(Files.readString(junit)).contains("<system-err>it ends inside a block");

    CommandRun before =
        CommandRun.of(
            "check", "--recording", cut.toString(), "--for", "1ms", "max(backlog) < 1000000");
    assertThat(before.out()).doesNotContain("can't be read");
  }

  @Test
  void shouldSayWhatIsWrong() throws Exception {
    Path text = Files.writeString(folder.resolve("text"), "hello, world");
    assertRefused("is no recording of Weir", "info", text.toString());
    assertRefused("is a folder", "info", folder.toString());
    assertRefused("there is no file", "info", folder.resolve("none").toString());
    assertRefused("is empty", "info", Files.createFile(folder.resolve("empty")).toString());
    String file = path().toString();
    assertRefused("a command is missing: start, stop, status, to, info or export");
    assertRefused("Missing required parameter: 'FILE'", "info");
    assertRefused("--hlog", "export", file);
    assertRefused("no source 'x': it holds weir", "export", file, "--csv", "--source", "x");
    assertRefused("there is nothing between", "export", file, "--csv", "--from", "1h");
    assertRefused(
        "there is nothing between", "export", file, "--csv", "--from", "2s", "--to", "1s");
    assertRefused("folder of", "export", file, "--csv", "-o", folder + "/none/x.csv");
    assertRefused("already", "export", file, "--csv", "-o", text.toString());
  }

  @Test
  void shouldHaveARunningServerRecord() throws Exception {
    LinkAddress address = new LinkAddress.UnixSocket(folder.resolve("r"));
    // Without a source: it is the server that records.
    try (LinkServer server = LinkServer.open(address, new ServerInfo(1, 0))) {
      assertThat(record(0, "status")).contains("has no folder for recordings");
      assertThat(record(1, "start")).contains("makes no recordings for its clients");
      Path kept = folder.resolve("kept");
      server.allowRecordingsIn(kept);
      assertThat(record(0, "status")).contains("not recording", kept.toString());
      assertThat(record(1, "stop")).contains("there is nothing to stop");
      assertThat(record(0, "start", "a")).contains("recording to " + kept.resolve("a.weir"));
      assertThat(record(1, "start", "b")).contains("stop that first");
      assertThat(record(0, "status")).contains("a.weir: ", " bytes written");
      assertThat(record(0, "stop")).contains("recorded: " + kept.resolve("a.weir"));
      assertThat(record(1, "start", "a")).contains("already: name a new one");
      assertThat(record(1, "start", "../b")).contains("is no name for a recording");
      assertThat(record(0, "start")).containsPattern("\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.weir");
    }
  }

  private String record(int status, String... arguments) {
    List<String> all = new ArrayList<>(List.of("record"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--socket", folder.resolve("r").toString()));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    return status == 0 ? run.out() : run.err();
  }

  @Test
  void shouldRefuseAPipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    assertRefused("is no file but a pipe", "info", pipe.toString());
  }

  private static void assertRefused(String because, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "record";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    CommandRun run = CommandRun.of(all);
    assertThat(run.err()).contains(because).hasLineCount(1);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }
}
