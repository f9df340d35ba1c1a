package weir.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.bench.contender.ContenderKind;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class ForkSettingsTest {

  @Test
  void shouldReachTheForkUnchanged() {
    ForkSettings settings =
        new ForkSettings(
            ContenderKind.D3_YIELDING,
            Scenario.PACED,
            1024,
            Duration.ofMillis(10),
            Duration.ofMillis(20));

    assertThat(ForkSettings.parse(settings.toArguments().toArray(new String[0])))
        .isEqualTo(settings);
  }

  @Test
  void shouldReadItsOwnFiguresAndNothingElse() {
    Figure figure = new Figure("1p 2w", Metric.CPU, 12.5);

    assertThat(Figure.ofLine(figure.toLine())).contains(figure);
    assertThat(Figure.ofLine("WARNING: something, else, is, said")).isEmpty();
  }
}
