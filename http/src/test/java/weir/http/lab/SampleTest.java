package weir.http.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.theory.ErlangArrivals;
import weir.core.theory.MgcQueue;
import weir.core.theory.MmcQueue;
import weir.http.lab.Sample.Plan;
import weir.http.lab.Sample.Shape;

/** Made-up time against the formulas: 300,000 events leave an error of a few per cent. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SampleTest {

  private static final int WORKERS = 3;
  private static final double SERVICE = 0.005;
  private static final double RATE = 0.8 * WORKERS / SERVICE;
  private static final double PERCENT = 8;

  private static Plan plan(Shape shape) {
    return new Plan(1_500, RATE, SERVICE, shape);
  }

  @Test
  void shouldWaitAsTheFormulasSay() {
    for (Shape shape : Shape.values()) {
      double scv = shape == Shape.FIXED ? 0 : shape == Shape.EXPONENTIAL ? 1 : 4;
      assertThat(Sample.mean(plan(shape).longRun().waitsInOneQueue(WORKERS)))
          .as(shape.name())
          .isCloseTo(
              new MgcQueue(RATE, SERVICE, scv, WORKERS).meanWaitSeconds(),
              // The one formula that is not exact.
              withinPercentage(shape == Shape.BIMODAL ? 2 * PERCENT : PERCENT));
    }
  }

  @Test
  void shouldWaitLongerWhereEventsAreDealtOut() {
    Sample sample = plan(Shape.EXPONENTIAL).longRun();

    assertThat(Sample.mean(sample.waitsDealtOut(WORKERS)))
        .isCloseTo(
            ErlangArrivals.dealtOutMeanWaitSeconds(RATE, SERVICE, WORKERS),
            withinPercentage(PERCENT));
  }

  /** With fixed service times the worker whose turn it is is the one that is free first. */
  @Test
  void shouldWaitTheSameWhereServicesTakeTheSame() {
    Sample sample = plan(Shape.FIXED).typical(all -> 0);

    assertThat(sample.waitsDealtOut(WORKERS))
        .usingComparatorWithPrecision(1e-9)
        .containsExactly(sample.waitsInOneQueue(WORKERS));
  }

  @Test
  void shouldTellTheShareThatWaitsLonger() {
    Sample sample = plan(Shape.EXPONENTIAL).longRun();

    assertThat(Sample.shareAbove(sample.waitsInOneQueue(WORKERS), SERVICE))
        .isCloseTo(
            new MmcQueue(RATE, SERVICE, WORKERS).waitExceeds(SERVICE), withinPercentage(PERCENT));
  }

  @Test
  void shouldTakeATypicalSampleThatIsNotFarOff() {
    for (Shape shape : Shape.values()) {
      Plan plan = plan(shape);
      double typical =
          Sample.mean(
              plan.typical(all -> Sample.mean(all.waitsInOneQueue(WORKERS)))
                  .waitsInOneQueue(WORKERS));
      assertThat(typical / Sample.mean(plan.longRun().waitsInOneQueue(WORKERS)))
          .as(shape.name())
          .isBetween(0.8, 1.2);
    }
  }
}
