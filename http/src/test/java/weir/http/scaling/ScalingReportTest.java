package weir.http.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.settings.FileChoice;
import weir.core.theory.PeakRange;
import weir.core.theory.UniversalScalability;
import weir.core.theory.UniversalScalabilityFit;
import weir.core.theory.UniversalScalabilityFit.Point;
import weir.http.files.Cases;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ScalingReportTest {

  @TempDir private Path folder;

  private static List<Point> exact(int... workers) {
    UniversalScalability law = new UniversalScalability(20, .05, .005);
    return IntStream.of(workers).mapToObj(n -> new Point(n, law.throughputPerSecond(n))).toList();
  }

  @Test
  void shouldSayWhereThePeakAndTheKneeAre() throws PointsException {
    assertThat(ScalingReport.text(exact(1, 2, 4, 8, 16, 32)))
        .contains(
            "      32        85.22/s        85.22/s",
            "which the points fit exactly",
            "λ = 20.000/s",
            "σ = 0.050000",
            "κ = 0.0050000",
            "peak at 13.78 workers: 109.38/s",
            "knee at 7 workers: 92.72/s")
        .doesNotContain("beyond all that was measured", "±");
  }

  @Test
  void shouldSayWhatThePointsDoNotShow() throws PointsException {
    assertThat(ScalingReport.text(exact(1, 2, 4, 8))).contains("beyond all that was measured");
    assertThat(ScalingReport.text(exact(1, 2, 4)))
        .contains("three points leave nothing to tell an error by", "peak at 13.78 workers");
    assertThat(ScalingReport.text(List.of(new Point(1, 10), new Point(2, 20), new Point(4, 41))))
        .contains("no peak within what was measured, up to 4 workers");
    assertThatExceptionOfType(PointsException.class)
        .isThrownBy(() -> ScalingReport.text(exact(1, 2)))
        .withMessageContaining("3 different numbers of workers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "usl-negative-scaling.csv | highest at 1 worker | more make it worse | measure at more",
        "usl-falls-from-one-exact.csv | highest at 1 worker | more make it worse | measure at more",
        "usl-peak-below-one.csv | highest at 1 worker | σ = 0.90000 | 0.58",
        "usl-linear.csv | no peak within what was measured | up to 8 workers | ±",
        "usl-flat.csv | one worker does as much as 8 | the same throughout | peak",
        "usl-noisy-plateau.csv | peak at 11.03 workers (95 % confidence: | ± one | measure at more",
        "usl-bom-crlf.csv | no peak within | 8        55.00/s | peak at 25",
        "usl-comment-then-header.csv | no peak within | 8        55.00/s | peak at 25",
        "usl-r-rownames.csv | no peak within | 8        55.00/s | peak at 25",
        "usl-quoted-header.csv | peak at | 108      1850.00/s | peak at 25"
      })
  void shouldSayOfTheCasesWhatTheyShow(String name, String said, String also, String never)
      throws PointsException {
    assertThat(ScalingReport.text(read(Cases.file(name), "").points()))
        .contains(said, also)
        .doesNotContain(never);
  }

  /** A standard error would say 9.4 to 12.6. */
  @Test
  void shouldShowHowWideThePeakOfAPlateauIs() {
    List<Point> points = read(Cases.file("usl-noisy-plateau.csv"), "").points();
    PeakRange range = UniversalScalabilityFit.of(points).peakRange(points).orElseThrow();
    assertThat(range.least()).isLessThan(9.4);
    assertThat(range.most()).isGreaterThan(15);
  }

  @Test
  void shouldSayThatFewerAreToBeMeasured() throws PointsException {
    List<Point> falling =
        List.of(new Point(4, 50), new Point(8, 40), new Point(16, 28), new Point(32, 17));
    assertThat(ScalingReport.text(falling)).contains("falls from 4 workers on", "measure at fewer");
  }

  private static PointsFile read(Path file, String options) {
    return PointsFile.read(FileChoice.parse(file + options, PointsFile.OPTIONS));
  }

  private PointsFile read(String content, String options) throws IOException {
    return read(Files.writeString(folder.resolve("points.csv"), content), options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'workers,throughput\n1,20\n\n# the second\n 2 , 37.7\n' | ''",
        "'throughput;workers\n20;1\n37,7;2\n' | ''",
        "'x n\n1 20\n2 37.7\n' | ''",
        "'run,threads,errors,tps\na,1,0,20\nb,2,0,37.7\n' | ''",
        "'a,b,c\n0,20,1\n0,37.7,2\n' | ',workers=c,throughput=2'"
      })
  void shouldReadPointsFromAFile(String content, String options) throws IOException {
    assertThat(read(content, options).points())
        .containsExactly(new Point(1, 20), new Point(2, 37.7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'1,20\n2' | line 2 of",
        "'1,many' | is no number",
        "'1,NaN' | is no number",
        "'1,0' | throughput of a point must be a number above 0",
        "'0,5' | workers of a point must be 1 or more",
        "'1' | which are workers and throughput",
        "'' | holds no point",
        "'a,b,c\n1,2,3' | 1 (a), 2 (b), 3 (c)"
      })
  void shouldNameTheLineThatIsNoPoint(String content, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(content, ""))
        .withMessageContaining(fault)
        .withMessageContaining("points.csv");
  }
}
