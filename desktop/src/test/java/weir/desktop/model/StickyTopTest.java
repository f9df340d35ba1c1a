package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class StickyTopTest {

  private static final long SECOND = 1_000_000_000L;

  private final StickyTop top = new StickyTop(5);

  @Test
  void shouldStepThroughOneTwoAndFive() {
    assertThat(top.fit(0, 0, false)).isEqualTo(5);
    assertThat(top.fit(5, 0, false)).as("with some room above").isEqualTo(10);
    assertThat(top.fit(12, 0, false)).isEqualTo(20);
    assertThat(top.fit(21, 0, false)).isEqualTo(50);
    assertThat(top.fit(7_000, 0, false)).isEqualTo(10_000);
  }

  @Test
  void shouldShrinkOnlyAfterAWhile() {
    top.fit(90, 0, false);
    assertThat(top.fit(3, SECOND, false)).isEqualTo(100);
    assertThat(top.fit(3, 3 * SECOND, false)).isEqualTo(100);
    assertThat(top.fit(90, 3 * SECOND + 1, false)).as("needed again").isEqualTo(100);
    assertThat(top.fit(3, 4 * SECOND, false)).isEqualTo(100);
    assertThat(top.fit(3, 6 * SECOND, false)).isEqualTo(100);
    assertThat(top.fit(3, 7 * SECOND, false)).isEqualTo(5);
  }

  @Test
  void shouldStayWhileItIsFixed() {
    top.fit(90, 0, false);
    assertThat(top.fit(5_000, SECOND, true)).isEqualTo(100);
    assertThat(top.fit(5_000, SECOND, false)).isEqualTo(10_000);
  }
}
