package weir.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HeapKeeperTest {

  private static final long MEGABYTE = 1L << 20;

  @Test
  void shouldCollectAHeapThatHasGrownAndWaitUntilItGrowsAgain() {
    HeapKeeper keeper = new HeapKeeper(32 * MEGABYTE);
    assertThat(keeper.isDue(40 * MEGABYTE)).isFalse();
    assertThat(keeper.isDue(48 * MEGABYTE)).isTrue();
    // All of it lives: there is nothing to gain until it has grown by as much again.
    keeper.kept(48 * MEGABYTE);
    assertThat(keeper.isDue(60 * MEGABYTE)).isFalse();
    assertThat(keeper.isDue(64 * MEGABYTE)).isTrue();
  }

  @Test
  void shouldLetAHeapThatHasShrunkGrowFromThere() {
    HeapKeeper keeper = new HeapKeeper(100 * MEGABYTE);
    assertThat(keeper.isDue(60 * MEGABYTE)).isFalse();
    assertThat(keeper.isDue(70 * MEGABYTE)).isFalse();
    assertThat(keeper.isDue(76 * MEGABYTE)).isTrue();
  }
}
