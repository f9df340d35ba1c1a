package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.DepthSample;

@Timeout(10)
class DepthLineTest {

  @Test
  void shouldGoThroughEventsThatLieOnALine() {
    assertThat(through(point(0, 2_000), point(1, 4_000), point(7, 16_000)))
        .isEqualTo(new DepthLine(3, 2_000));
  }

  @Test
  void shouldHaveTheLeastSquares() {
    // Mean depth 1, mean response 4: (−1 × −3 + 0 × 3 + 1 × 0) ÷ (1 + 0 + 1).
    assertThat(through(point(0, 1), point(1, 7), point(2, 4)).microsPerEvent())
        .isCloseTo(1.5, within(1e-12));
  }

  @Test
  void shouldSayNothingWhereAllCameToTheSameDepth() {
    assertThat(through().microsPerEvent()).isNaN();
    assertThat(through(point(3, 5), point(3, 9))).isEqualTo(new DepthLine(2, Double.NaN));
  }

  private static DepthLine through(DepthSample.Point... points) {
    return DepthLine.through(List.of(points));
  }

  private static DepthSample.Point point(long depth, long micros) {
    return new DepthSample.Point(depth, micros);
  }
}
