package weir.http.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** However wide tolerances are: what is broken is found. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class BrokenTest {

  @TempDir Path folder;

  private List<String> disagreements(Exercise exercise, Map<String, String> overrides)
      throws Exception {
    String socket = folder.resolve("lab.sock").toString();
    try (Bench bench = new Bench(Scale.SCALED, socket, overrides, new NoView())) {
      return exercise.run(bench).stream()
          .filter(finding -> !finding.agrees())
          .map(finding -> finding.quantity().key())
          .toList();
    }
  }

  /** As in the original, where new consumers find nothing to do. */
  @Test
  void shouldFindWorkersThatAreNoHelp() throws Exception {
    assertThat(disagreements(new ThreeWorkers(), Map.of("handler", OneAtATime.NAME)))
        .contains("after", "uses");
  }

  @Test
  void shouldFindMoreWorkersThanTheorySays() throws Exception {
    assertThat(disagreements(new Variability(), Map.of("workers", "6"))).contains("bimodal");
  }

  @Test
  void shouldFindARingOfAnotherSize() throws Exception {
    assertThat(disagreements(new FullRing(), Map.of("ring-size", "128")))
        .containsExactly("accepted", "rejected", "handled");
  }
}
