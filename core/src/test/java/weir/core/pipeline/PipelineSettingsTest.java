package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.ring.FullRingPolicy;
import weir.core.settings.ResourceSettings;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class PipelineSettingsTest {

  private static PipelineSettings settings(
      int ringSize, int workers, int maxWorkers, Duration serviceTime) {
    return new PipelineSettings(
        ringSize,
        workers,
        maxWorkers,
        ResourceSettings.fixed(serviceTime),
        new FullRingPolicy.Reject(),
        ExecutionMode.WORKERS,
        PipelineSettings.DEFAULT_NAME);
  }

  @Test
  void shouldStartWithTheExercise() {
    assertThat(PipelineSettings.defaults())
        .isEqualTo(settings(16_384, 1, 64, Duration.ofMillis(500)));
  }

  @ParameterizedTest
  @CsvSource({
    "1000, try 1024",
    "0, try 1",
    "-8, try 1",
    "1025, try 2048",
    "2147483647, try 4194304",
    "8388608, try 4194304"
  })
  void shouldRefuseARingSizeThatIsNoPowerOfTwoAndNameTheNearest(int ringSize, String remedy) {
    assertThatThrownBy(() -> settings(ringSize, 1, 64, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ring size must be a power of two")
        .hasMessageEndingWith(remedy);
  }

  @ParameterizedTest
  @CsvSource({"0, 64", "-1, 64", "1000000, 64", "65, 64", "2, 1"})
  void shouldRefuseWorkersOutOfRange(int workers, int maxWorkers) {
    assertThatThrownBy(() -> settings(1024, workers, maxWorkers, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("workers must be from 1 to " + maxWorkers)
        .hasMessageEndingWith("and " + workers + " is not");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "257", "1000000"})
  void shouldRefuseMaxWorkersOutOfRange(int maxWorkers) {
    assertThatThrownBy(() -> settings(1024, 1, maxWorkers, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("max workers must be from 1 to 256");
  }

  @Test
  void shouldRefuseANegativeServiceTime() {
    assertThatThrownBy(() -> settings(1024, 1, 64, Duration.ofMillis(-5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("service time must be from 0 to 1 hour");
  }
}
