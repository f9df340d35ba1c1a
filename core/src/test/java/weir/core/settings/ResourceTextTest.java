package weir.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.figures.Samples;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ResourceTextTest {

  private static final ResourceSettings FIXED = ResourceSettings.fixed(Duration.ofMillis(500));

  @Test
  void shouldReadWhatItWrites() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      ResourceSettings settings = Samples.settings(random);
      Map<String, String> texts = ResourceText.write(settings);
      assertThat(texts.keySet()).containsExactlyElementsOf(ResourceText.KEYS);
      assertThat(ResourceText.read(texts)).as("seed %d", seed).isEqualTo(settings);
      ResourceSettings read = FIXED;
      for (Map.Entry<String, String> entry : texts.entrySet()) {
        read = ResourceText.with(read, entry.getKey(), entry.getValue());
      }
      assertThat(read).as("seed %d", seed).isEqualTo(settings);
    }
  }

  /** Each component has the name of its key, and a default that reads as it says. */
  @Test
  void shouldHaveADescriptionForEachComponent() {
    List<String> components =
        Stream.of(ResourceSettings.class.getRecordComponents())
            .map(component -> component.getName().replaceFirst("Nanos$", ""))
            .map(name -> name.replaceAll("(?=\\p{Lu})", "-").toLowerCase(Locale.ROOT))
            .toList();
    assertThat(components).isEqualTo(ResourceText.KEYS);
    for (SettingDescription<ResourceSettings, ?> setting : ResourceSettings.SETTINGS) {
      assertThat(
              ResourceText.with(
                  ResourceSettings.DEFAULTS, Map.of(setting.key(), setting.defaultText())))
          .isSameAs(ResourceSettings.DEFAULTS);
      assertThat(setting.help()).endsWith(" (" + setting.defaultText() + ").");
    }
  }

  @Test
  void shouldReadWhatAnotherVersionWrote() {
    assertThat(ResourceText.read(Map.of("capacity", "5", "colour", "red")))
        .isEqualTo(ResourceText.with(ResourceSettings.DEFAULTS, "capacity", "5"));
  }

  @Test
  void shouldTakeAPauseOrAWarmUpOfNoLengthForNone() {
    assertThat(ResourceText.with(FIXED, "pause", "5s,0s")).isSameAs(FIXED);
    assertThat(ResourceText.with(FIXED, "warm-up", "0s,4")).isSameAs(FIXED);
    assertThat(ResourceText.with(FIXED, "pause", "5s,1s").pause())
        .isEqualTo(new Pause(5_000_000_000L, 1_000_000_000L));
    assertThat(ResourceText.with(FIXED, "warm-up", "1s, 4").warmUp())
        .isEqualTo(new WarmUp(1_000_000_000L, 4));
  }

  @Test
  void shouldChangeOneSettingAndLeaveTheOthers() {
    ResourceSettings changed = ResourceText.with(FIXED, "capacity", "5");
    assertThat(changed.capacity()).isEqualTo(5);
    assertThat(ResourceText.with(changed, "capacity", "0")).isEqualTo(FIXED);
    assertThat(ResourceText.with(FIXED, ResourceText.DISTRIBUTION, "bimodal:4").distribution())
        .isEqualTo(new ServiceTimeModel.Bimodal(4, 0.05));
    assertThat(ResourceText.with(FIXED, "acquire-timeout", "0s").acquireTimeoutNanos()).isZero();
  }

  @Test
  void shouldRefuseAServiceTimeOutOfRange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FIXED.withServiceTimeNanos(-1))
        .withMessage("service time must be from 0 to 1 hour, and -0.000000001s is not");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceSettings.fixed(Duration.ofSeconds(Long.MAX_VALUE)))
        .withMessageContaining("service time must be from 0 to 1 hour");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "service-time | 5 | has no unit",
        "service-time | 2h | from 0 to 1 hour",
        "service-time | -5ms | no duration",
        "distribution | gamma:2 | write fixed, exponential",
        "distribution | lognormal | write fixed, exponential",
        "distribution | lognormal:NaN | no number",
        "distribution | lognormal:-1 | lognormal must be from",
        "distribution | bimodal:30 | lower it or the share",
        "distribution | pareto:0 | tail index of pareto must be from",
        "distribution | replay: | path of a file",
        "distribution | replay:a.csv,unit=ms,unit=us | given twice",
        "distribution | replay:a.csv,unit= | has no value",
        "seed | one | no whole number",
        "capacity | -1 | capacity must be from 0",
        "capacity | 99999999999 | capacity must be from 0",
        "contention | 0.1 | write SIGMA,KAPPA",
        "contention | 0.1,2 | coherency must be from 0 to 1",
        "error-rate | NaN | no number",
        "error-rate | 1.5 | error rate must be from 0 to 1",
        "error-time | 2h | error time must be from 0 to 1 hour",
        "error-time | 5 | has no unit",
        "pause | 1s | write EVERY,FOR",
        "pause | 1s,2s | shorter than the time from pause to pause",
        "warm-up | 1s,0.5 | warm-up factor must be from 1",
        "colour | red | no setting of the resource"
      })
  void shouldNameTheFaultAndTheRemedy(String key, String text, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceText.with(FIXED, key, text))
        .withMessageContaining(fault);
  }

  @Test
  void shouldTellAPathFromWhatFollowsIt() {
    FileChoice choice = replay("replay:/logs/a,b.hlog, tag = main.service,unit=ns");
    assertThat(choice.file()).isEqualTo("/logs/a,b.hlog");
    assertThat(choice.option("tag")).isEqualTo("main.service");
    assertThat(choice.option("unit")).isEqualTo("ns");
    assertThat(choice.option("column")).isEmpty();
    assertThat(choice.text()).isEqualTo("/logs/a,b.hlog,tag=main.service,unit=ns");
    assertThat(replay("replay:x=y,z=1.csv").file()).isEqualTo("x=y,z=1.csv");
  }

  private static FileChoice replay(String text) {
    return ((ServiceTimeModel.Replay) ServiceTimeModel.parse(text)).choice();
  }
}
