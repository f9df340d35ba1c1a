package weir.http.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.figures.ReplaySummary;
import weir.core.settings.ServiceTimeModel;
import weir.core.telemetry.HistogramLogFile;

@Timeout(60)
class ReplayFilesTest {

  @TempDir private Path folder;

  private static ReplaySummary read(Path file, String options) {
    return new ReplayFiles().read(new ServiceTimeModel.Replay(file + options).choice()).summary();
  }

  private ReplaySummary read(String content, String options) throws IOException {
    return read(Files.writeString(folder.resolve("times.csv"), content), options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hlog-tagged-nanoseconds.hlog | ,tag=main.servicetime | 1200 | 3.218 | 11.756 | ns (inferred",
        "hlog-all-tagged.hlog | ,tag=read | 500 | 5.259 | | µs (inferred",
        "hlog-1digit.hlog | '' | | 20.51 | 69.631 | µs (inferred",
        "st-python-floats.txt | '' | 200 | 8.334 | | ms (assumed",
        "st-two-int-columns.csv | '' | 3 | 284.333 | 318 | ms (from the heading)",
        "st-two-int-columns.csv | ,column=2 | 3 | 284.333 | 318 | ms (from the heading)",
        "st-seconds-heading.csv | '' | 3 | 23.867 | 30.5 | s (from the heading)"
      })
  void shouldReadTheCasesThatPeopleHave(
      String name, String options, Long count, double meanMillis, Double maxMillis, String unit) {
    ReplaySummary summary = read(Cases.file(name), options);

    // Those of logs were taken at the bottom of each bucket: a thousandth, or a sixteenth for one
    // significant digit.
    double tolerance =
        !name.startsWith("hlog") ? 0.001 : meanMillis / (name.contains("1digit") ? 16 : 1_000);
    assertThat(summary.meanNanos() / 1e6).isCloseTo(meanMillis, within(tolerance));
    assertThat(summary.unit()).startsWith(unit);
    assertThat(summary.warning()).isEmpty();
    if (count != null) {
      assertThat(summary.count()).isEqualTo(count);
    }
    if (maxMillis != null) {
      assertThat(summary.maxNanos() / 1e6).isCloseTo(maxMillis, withinPercentage(0.1));
    }
  }

  @Test
  void shouldNameTheTagsThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Cases.file("hlog-tagged-nanoseconds.hlog"), ""))
        .withMessageContaining("add ,tag=")
        .withMessageContaining("main.servicetime, main.waittime");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Cases.file("hlog-all-tagged.hlog"), ",tag=red"))
        .withMessageContaining("the tag red")
        .withMessageContaining("read, write");
  }

  @Test
  void shouldUseWhatAKilledRecorderLeft() {
    ReplaySummary blank = read(Cases.file("hlog-blank-last-line.hlog"), "");
    assertThat(blank.warning()).isEmpty();
    assertThat(blank.unit()).startsWith("ns");
    ReplaySummary torn = read(Cases.file("hlog-torn-last-line.hlog"), "");
    assertThat(torn.count()).isPositive().isLessThan(blank.count());
    assertThat(torn.warning()).contains("line ", "torn");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(Cases.file("hlog-torn-middle-line.hlog"), ""))
        .withMessageContaining("line 6 of");
  }

  @Test
  void shouldReadDoubleHistogramsOnceTheirUnitIsKnown() {
    Path file = Cases.file("hlog-double.hlog");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(file, ""))
        .withMessageContaining("add ,unit=");
    ReplaySummary summary = read(file, ",unit=ms");
    assertThat(summary.maxNanos() / 1e6).isCloseTo(6.977, withinPercentage(1));
    assertThat(summary.unit()).isEqualTo("ms (as given)");
  }

  /** Response times hold the queueing that a replay makes anew. */
  @Test
  void shouldTakeTheHoldTimesOfWeirsOwnLogs() throws IOException {
    Path file = folder.resolve("weir.hlog");
    try (HistogramLogFile log = HistogramLogFile.open(file, "Latencies of Weir in microseconds")) {
      log.add(HistogramLogFile.UNTAGGED, histogram(900_000));
      log.add("hold", histogram(5_000));
      log.add("service", histogram(6_000));
    }
    assertThat(read(file, "").meanNanos()).isCloseTo(5e6, withinPercentage(0.1));
    assertThat(read(file, "").clock()).isEqualTo("hold time of Weir's");
    assertThat(read(file, ",tag=service").meanNanos()).isCloseTo(6e6, withinPercentage(0.1));
    assertThat(read(file, ",tag=response").meanNanos()).isCloseTo(9e8, withinPercentage(0.1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(file, ",tag=x"))
        .withMessageContaining("response, hold, service");
  }

  private static Histogram histogram(long value) {
    Histogram histogram = new Histogram(3);
    histogram.recordValueWithCount(value, 10);
    return histogram;
  }

  @ParameterizedTest
  @CsvSource({"1, false, 0", "1000, true, 1000", "1000000, true, 1", "1000000000, true, 1"})
  void shouldInferTheUnitFromTheColumnOfMaxima(double factor, boolean settled, long nanos)
      throws IOException {
    Path file = folder.resolve("log.hlog");
    try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
      Histogram histogram = histogram(1_234_567_890L);
      new HistogramLogWriter(out).outputIntervalHistogram(0, 1, histogram, factor);
    }
    if (settled) {
      assertThat(read(file, "").unit()).startsWith(TimeScale.name(nanos) + " (inferred");
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> read(file, ""))
          .withMessageContaining("does not tell the unit");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'5ms\n\n# a comment\n7\n250us\n' | '' | 4.083333 | ms (assumed",
        "'latency_us\n1500\n2500' | '' | 2 | µs (from",
        "'durationNanos\n2000000' | '' | 2 | ns (from",
        "'time (ms)\n2' | '' | 2 | ms (from",
        "'elapsed seconds\n0.002' | '' | 2 | s (from",
        "'wait\n2' | ,unit=s | 2000 | s (as given)",
        "'ms;n\n2,5;1\n3,5;2' | '' | 3 | ms (from",
        "'n\tms\n1\t2.5\n2\t3.5' | '' | 3 | ms (from",
        "'n ms\n1  2.5\n2 3.5' | '' | 3 | ms (from",
        "'1 2.5\n2 3.5' | ,column=2 | 3 | ms (assumed",
        "'\"\",\"ms\"\n\"1\",2.5\n\"2\",3.5' | '' | 3 | ms (from",
        "'\"ms\"\n\"a\",2.5\n\"b\",3.5' | '' | 3 | ms (from",
        "'5 ms\n7 ms\n' | '' | 6 | ms (assumed",
        "'ms\r\n1\r\n3\r\n' | '' | 2 | ms (from",
        "'ms,ms\n1,2\n' | ,column=1 | 1 | ms (from"
      })
  void shouldReadTablesOfAnyMake(String content, String options, double meanMillis, String unit)
      throws IOException {
    ReplaySummary summary = read(content, options);
    assertThat(summary.meanNanos() / 1e6).isCloseTo(meanMillis, within(1e-6));
    assertThat(summary.unit()).startsWith(unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | holds no service time",
        "'ms' | '' | holds no service time",
        "'5ms\nsoon' | '' | line 2 of",
        "'-5ms' | '' | line 1 of",
        "'2h' | '' | above an hour",
        "'5\nNaN' | '' | line 2 of",
        "'5\nInfinity' | '' | line 2 of",
        "'5\n1e999' | '' | line 2 of",
        "'1,245\n2,318' | '' | add ,column= and one of 1, 2",
        "'1,245ms' | '' | which holds",
        "'ms\n1,245\n2,318' | '' | separates columns",
        "'n,ms\n1,\"2,5\"' | '' | write a decimal point",
        "'n;ms\n1;1.234,5' | '' | separator of thousands",
        "'ms,ms\n1,2' | '' | which holds the service times",
        "'ms,ms\n1,2' | ,column=ms | two columns ms",
        "'a,b\n1,2' | ,column=c | no column c",
        "'a,b\n1,2' | '' | 1 (a), 2 (b)",
        "'ms,n\n1,2\n3' | '' | line 3 of",
        "'n,ms\n1,\n' | '' | has nothing in column ms",
        "'ms\n\"5\n6' | '' | holds '5 6' in column ms",
        "'5apples' | '' | write a number and one of",
        "'5' | ,unit=parsec | is no unit",
        "'5' | ,tag=hold | has no tags",
        "'5,6,7' | ,uint=ms | there is no file"
      })
  void shouldRefuseWhatItCannotReadForSure(String content, String options, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(content, options))
        .withMessageContaining(fault)
        .withMessageContaining(fault.equals("is no unit") ? "unit=" : "times.csv");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE", "UTF-16BE", "UTF-8", "windows-1252"})
  void shouldReadTheEncodingsOfSpreadsheets(String name) throws IOException {
    Charset charset = Charset.forName(name);
    String mark = name.startsWith("UTF") ? "\uFEFF" : "";
    Path file = folder.resolve("excel.csv");
    Files.write(file, (mark + "größe;µs\n1;2000,5\n").getBytes(charset));
    assertThat(read(file, "").meanNanos()).isEqualTo(2_000_500);
  }

  @Test
  void shouldSayWhatAFileIsThatHoldsNoText() throws IOException {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(folder, ""))
        .withMessageContaining("is a folder");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("5\n".getBytes(StandardCharsets.UTF_8));
    }
    Path gzip = Files.write(folder.resolve("times.csv.gz"), packed.toByteArray());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(gzip, ""))
        .withMessageContaining("gunzip");
    Path binary = Files.write(folder.resolve("times.bin"), new byte[] {5, 0, 6});
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(binary, ""))
        .withMessageContaining("is no text file");
    Path log = Files.writeString(folder.resolve("broken.hlog"), "no log at all");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(log, ""))
        .withMessageContaining("line 1 of");
    Path empty =
        Files.writeString(folder.resolve("empty.hlog"), "#[Histogram log format version 1.3]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(empty, ""))
        .withMessageContaining("holds no value");
  }
}
