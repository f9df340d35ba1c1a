package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.settings.Contention;
import weir.core.settings.Pause;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ServiceTimeModel;
import weir.core.settings.WarmUp;
import weir.desktop.Snapshots;

@Timeout(20)
class ServiceTimeCurveTest {

  private static ResourceSettings with(
      String distribution, int capacity, Contention contention, Pause pause, WarmUp warmUp) {
    ResourceSettings base = ResourceSettings.DEFAULTS;
    return new ResourceSettings(
        5_000_000,
        model(distribution),
        base.seed(),
        capacity,
        base.acquireTimeoutNanos(),
        contention,
        base.errorRate(),
        base.errorTimeNanos(),
        base.resourceTimeoutNanos(),
        pause,
        warmUp);
  }

  private static ServiceTimeModel model(String text) {
    String[] parts = text.split(":", -1);
    double first = parts.length > 1 ? Double.parseDouble(parts[1]) : 0;
    double second = parts.length > 2 ? Double.parseDouble(parts[2]) : 0;
    return switch (parts[0]) {
      case "fixed" -> new ServiceTimeModel.Fixed();
      case "exponential" -> new ServiceTimeModel.Exponential();
      case "lognormal" -> new ServiceTimeModel.LogNormal(first);
      case "bimodal" -> new ServiceTimeModel.Bimodal(first, second);
      case "pareto" -> new ServiceTimeModel.BoundedPareto(first, second);
      default -> new ServiceTimeModel.Replay("times.csv");
    };
  }

  private static ResourceSettings plain(String distribution) {
    return with(distribution, 0, Contention.NONE, Pause.NONE, WarmUp.NONE);
  }

  private static String why(ResourceSettings settings, LatencyClock clock) {
    return ServiceTimeCurve.of(settings, clock) instanceof ServiceTimeCurve.LeftOut leftOut
        ? leftOut.why()
        : "";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixed",
        "exponential",
        "lognormal:0.25",
        "lognormal:4",
        "bimodal:4:0.05",
        "pareto:1.5:1000",
        "pareto:1:100"
      })
  void shouldHaveTheMeanThatIsSetAndRiseFromZeroToOne(String distribution) {
    DoubleUnaryOperator share = ModelledShare.of(model(distribution), 5);
    double mean = 0;
    double before = share.applyAsDouble(0);
    assertThat(before).isZero();
    // The mean is the area above the curve, in steps of a factor.
    double time = 1e-4;
    mean += time;
    for (double next = time * 1.001; next < 5e6; next *= 1.001) {
      double now = share.applyAsDouble(next);
      assertThat(now).isBetween(before, 1.0);
      mean += (next - time) * (1 - (before + now) / 2);
      before = now;
      time = next;
    }
    assertThat(before).isEqualTo(1, within(1e-6));
    assertThat(mean).isEqualTo(5, within(0.02));
  }

  @Test
  void shouldKnowSharesByHeart() {
    assertThat(ModelledShare.of(model("exponential"), 5).applyAsDouble(5))
        .isEqualTo(1 - Math.exp(-1), within(1e-12));
    // The median of a log-normal is its mean over the root of 1 + the squared coefficient.
    assertThat(ModelledShare.of(model("lognormal:3"), 5).applyAsDouble(2.5))
        .isEqualTo(0.5, within(1e-6));
    assertThat(ModelledShare.of(model("bimodal:4:0.05"), 5).applyAsDouble(5)).isEqualTo(0.95);
  }

  @ParameterizedTest
  @CsvSource({"SERVICE, 0, ''", "HOLD, 0, ''", "HOLD, 5, ''", "SERVICE, 5, 5 connections"})
  void shouldLeaveTheCurveOutWhereTheWaitForTheResourceIsInTheTime(
      LatencyClock clock, int capacity, String expected) {
    ResourceSettings settings =
        with("lognormal:4", capacity, Contention.NONE, Pause.NONE, WarmUp.NONE);
    assertThat(why(settings, clock)).contains(expected);
    assertThat(why(settings, clock).isEmpty()).isEqualTo(expected.isEmpty());
  }

  @Test
  void shouldSayWhyThereIsNone() {
    Contention some = new Contention(0.1, 0);
    assertThat(why(plain("replay"), LatencyClock.HOLD)).contains("replayed");
    assertThat(why(with("fixed", 0, some, Pause.NONE, WarmUp.NONE), LatencyClock.HOLD))
        .contains("slow each other down");
    assertThat(
            why(
                with("fixed", 0, Contention.NONE, new Pause(2_000, 1_000), WarmUp.NONE),
                LatencyClock.HOLD))
        .contains("pauses");
    assertThat(
            why(
                with("fixed", 0, Contention.NONE, Pause.NONE, new WarmUp(1_000, 2)),
                LatencyClock.HOLD))
        .contains("warms up");
  }

  @Test
  void shouldSayWhatItAssumes() {
    ServiceTimeCurve curve = ServiceTimeCurve.of(plain("lognormal:4"), LatencyClock.SERVICE);
    assertThat(((ServiceTimeCurve.Known) curve).basis())
        .isEqualTo(
            "Line: lognormal:4 with a mean of 5 ms, as the resource is set now; it leaves out"
                + " freezes.");
  }

  @Test
  void shouldExpectAsManyEventsAsWereMeasured() {
    HeatColumn measured = new HeatColumn(0, 1, Snapshots.micros(4_000, 5_000, 6_000, 5_100));
    ServiceTimeCounts counts =
        new ServiceTimeCounts(
            measured, ServiceTimeCurve.of(plain("lognormal:1"), LatencyClock.SERVICE));
    double expected = 0;
    long seen = 0;
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      expected += counts.expected(bin);
      seen += counts.measured(bin);
    }
    assertThat(seen).isEqualTo(4);
    assertThat(expected).isEqualTo(4, within(1e-6));
    assertThat(counts.most()).isEqualTo(2);
    assertThat(new ServiceTimeCounts(measured, new ServiceTimeCurve.LeftOut("")).expected(60))
        .isZero();
    assertThat(ServiceTimeCounts.NONE.most()).isZero();
  }
}
