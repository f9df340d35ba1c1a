package weir.http.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import weir.core.theory.UniversalScalability;
import weir.core.theory.UniversalScalabilityFit.Point;

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
            "λ = 20.000/s ±",
            "σ = 0.050000 ±",
            "κ = 0.0050000 ±",
            "peak at 13.78 ± 0.00 workers: 109.38/s",
            "knee at 7 workers: 92.72/s")
        .doesNotContain("beyond all that was measured");
  }

  @Test
  void shouldSayWhatThePointsDoNotShow() throws PointsException {
    assertThat(ScalingReport.text(exact(1, 2, 4, 8))).contains("beyond all that was measured");
    assertThat(ScalingReport.text(exact(1, 2, 4)))
        .contains("three points leave nothing to tell an error by", "peak at 13.78 workers");
    assertThat(ScalingReport.text(List.of(new Point(1, 10), new Point(2, 20), new Point(4, 41))))
        .contains("No peak shows up to 4 workers: measure at more.");
    assertThatExceptionOfType(PointsException.class)
        .isThrownBy(() -> ScalingReport.text(exact(1, 2)))
        .withMessageContaining("3 different numbers of workers");
  }

  @Test
  void shouldReadPointsFromAFile() throws IOException, PointsException {
    Path file = folder.resolve("points.csv");
    Files.writeString(file, "workers,throughput\n1,20\n\n# the second\n 2 , 37.7\n");
    assertThat(PointsFile.read(file)).containsExactly(new Point(1, 20), new Point(2, 37.7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'1,20\n2' | line 2 of",
        "'1,many' | is no number",
        "'1,NaN' | throughput of a point must be a number above 0",
        "'-1,5' | workers of a point must be 1 or more"
      })
  void shouldNameTheLineThatIsNoPoint(String content, String fault) throws IOException {
    Path file = folder.resolve("points.csv");
    Files.writeString(file, content);
    assertThatExceptionOfType(PointsException.class)
        .isThrownBy(() -> PointsFile.read(file))
        .withMessageContaining(fault)
        .withMessageContaining("points.csv");
  }
}
