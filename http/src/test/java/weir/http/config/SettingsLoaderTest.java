package weir.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.pipeline.ExecutionMode;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.FullRingPolicy;

@Timeout(30)
class SettingsLoaderTest {

  @TempDir Path folder;

  @Test
  void shouldDocumentTheDefaultsOfThePipeline() throws SettingsException {
    ServeSettings settings = SettingsLoader.load(Map.of(), null);

    assertThat(settings.pipeline()).isEqualTo(PipelineSettings.defaults());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(4000);
    assertThat(settings.handler()).isEqualTo("mock-resource");
    assertThat(settings.socket()).isEmpty();
    assertThat(settings.drainTimeout()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void shouldLetAFlagWinOverTheFileAndTheFileOverTheDefaults() throws Exception {
    Path file =
        write("weir { port = 5000, workers = 3, service-time = 20 ms, mode = task-per-event }");

    ServeSettings settings = SettingsLoader.load(Map.of("port", "6000"), file);

    assertThat(settings.port()).isEqualTo(6000);
    assertThat(settings.pipeline().workers()).isEqualTo(3);
    assertThat(settings.pipeline().resource().serviceTimeNanos()).isEqualTo(20_000_000);
    assertThat(settings.pipeline().maxWorkers()).isEqualTo(64);
    assertThat(settings.pipeline().mode()).isEqualTo(ExecutionMode.TASK_PER_EVENT);
  }

  @Test
  void shouldReadTheFullRingPolicyAndRefuseAWaitThatHoldsThreadsForLong() throws Exception {
    assertThat(SettingsLoader.load(Map.of(), null).pipeline().fullRing())
        .isEqualTo(new FullRingPolicy.Reject());
    assertThat(SettingsLoader.load(Map.of("full-ring-wait", "50ms"), null).pipeline().fullRing())
        .isEqualTo(new FullRingPolicy.BlockUpTo(Duration.ofMillis(50)));
    assertThatThrownBy(() -> SettingsLoader.load(Map.of("full-ring-wait", "1001ms"), null))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("choose 0ms (reject at once) to 1s");
  }

  @Test
  void shouldNameAnUnknownSettingAndThoseThereAre() throws IOException {
    Path file = write("weir { wrokers = 3 }");

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("weir.wrokers")
        .hasMessageContaining("weir.workers");
  }

  @Test
  void shouldRefuseASettingOutsideWeir() throws IOException {
    Path file = write("workers = 3");

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), file))
        .hasMessageContaining("unknown setting workers");
  }

  @Test
  void shouldRefuseAFileThatIsMissing() {
    Path file = folder.resolve("missing.conf");

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weir { port =            | not valid HOCON",
        "weir { port = ${x} }     | not valid HOCON",
        "weir { port = http }     | whole number",
        "weir { port = [1] }      | port can't be used",
        "weir { port = 70000 }    | 65535",
        "weir { mode = fast }     | workers, task-per-event",
        "weir { host = '' }       | host",
        "weir { workers = 0 }     | weir workers 0",
        "weir { ring-size = 1000 }| 1024",
        "weir { service-time = 5 }| has no unit",
        "weir = 3                 | weir"
      })
  void shouldRefuseAFileThatIsWrongInOneLine(String text, String expected) throws IOException {
    Path file = write(text.replace("''", "\"\""));

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldSayWhereABadValueWasWritten() throws IOException {
    Path file = write("weir {\n  drain-timeout = soon\n}");

    assertThatThrownBy(() -> SettingsLoader.load(Map.of(), file))
        .hasMessageContaining(file.getFileName().toString())
        .hasMessageContaining(": 2");
    assertThatThrownBy(() -> SettingsLoader.load(Map.of("drain-timeout", "soon"), null))
        .hasMessageContaining("the command line");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("weir.conf"), text);
  }
}
