package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.theory.Assumption.Verdict;
import weir.core.theory.Limit;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HeldVerdictTest {

  private static final Limit WORKERS = new Limit.Workers(3, .95);
  private static final Limit ARRIVALS = new Limit.Arrivals(50, .2);
  private static final Limit UNCLEAR = new Limit.Unclear(List.of());

  private final HeldVerdict held = new HeldVerdict();

  private String shown(Limit limit, String text, double seconds) {
    return shown(limit, text, Verdict.HOLDS, seconds);
  }

  private String shown(Limit limit, String text, Verdict verdict, double seconds) {
    VerdictText found =
        new VerdictText(
            VerdictText.Tone.LIMITED,
            LimitText.word(limit),
            text,
            verdict,
            "",
            List.of(),
            Optional.empty());
    return held.next(limit, found, Math.round(seconds * 1e9)).headline();
  }

  @Test
  void shouldRenewTheFiguresOfTheSameVerdict() {
    assertThat(shown(WORKERS, "95 %", 0)).isEqualTo("95 %");
    assertThat(shown(WORKERS, "96 %", 1)).isEqualTo("96 %");
  }

  @Test
  void shouldHoldAVerdictUntilItWasNotFoundForThreeSeconds() {
    shown(WORKERS, "workers", 0);
    assertThat(shown(ARRIVALS, "arrivals", 1)).isEqualTo("workers");
    assertThat(shown(UNCLEAR, "unclear", 2)).isEqualTo("workers");
    // Found again: it starts afresh.
    assertThat(shown(WORKERS, "workers again", 2.5)).isEqualTo("workers again");
    assertThat(shown(ARRIVALS, "arrivals", 5)).isEqualTo("workers again");
    assertThat(shown(ARRIVALS, "arrivals", 5.5)).isEqualTo("arrivals");
    assertThat(shown(WORKERS, "workers", 6.5)).isEqualTo("arrivals");
  }

  @Test
  void shouldHoldASureVerdictAgainstADoubtfulOne() {
    shown(WORKERS, "are", 0);
    assertThat(shown(WORKERS, "are probably", Verdict.DOUBTFUL, 1)).isEqualTo("are");
    assertThat(shown(WORKERS, "are probably", Verdict.DOUBTFUL, 3)).isEqualTo("are probably");
  }

  @Test
  void shouldSayAtOnceWhatTakesNoStatistics() {
    shown(WORKERS, "workers", 0);
    assertThat(shown(new Limit.Workers(0, 0), "paused", .1)).isEqualTo("paused");
    assertThat(shown(new Limit.TooFewData(.5, 3), "too early", .6)).isEqualTo("too early");
    assertThat(shown(WORKERS, "workers", .7)).isEqualTo("workers");
    Limit frozen = new Limit.Resource(OptionalInt.empty(), 3, Double.NaN, true);
    assertThat(shown(frozen, "frozen", .8)).isEqualTo("frozen");
    assertThat(shown(new Limit.NothingToDo(5), "idle", .9)).isEqualTo("idle");
    // Too few events in a long window are a matter of chance.
    shown(WORKERS, "workers", 1);
    assertThat(shown(new Limit.TooFewData(30, 9), "few", 1.1)).isEqualTo("workers");
  }

  @Test
  void shouldForgetAVerdict() {
    shown(WORKERS, "workers", 5);
    assertThat(shown(ARRIVALS, "arrivals", 6)).isEqualTo("workers");
    held.clear();
    assertThat(shown(ARRIVALS, "arrivals", 7)).isEqualTo("arrivals");
    // A recording is scrubbed back.
    assertThat(shown(WORKERS, "workers", 1)).isEqualTo("workers");
  }
}
