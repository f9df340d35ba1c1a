package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PausesTest {

  @Test
  void shouldTellOfLongPausesOnly() {
    Pauses pauses = new Pauses();
    pauses.add(Pauses.LONG_MILLIS - 1, "Copy");
    assertThat(pauses.take()).isEmpty();

    pauses.add(12, "Copy");
    assertThat(pauses.take()).contains("stood still for 12 ms: Copy");
    assertThat(pauses.take()).isEmpty();
  }

  @Test
  void shouldAddUpThoseThatComeBetween() {
    Pauses pauses = new Pauses();
    pauses.add(12, "Copy");
    pauses.add(40, "MarkSweepCompact");
    pauses.add(11, "Copy");

    assertThat(pauses.take())
        .contains("stood still 3 times for 63 ms in all, 40 ms at most: MarkSweepCompact");
  }

  @Test
  void shouldKnowWhatStopsTheProgram() {
    assertThat(Pauses.pauses("G1 Young Generation")).isTrue();
    assertThat(Pauses.pauses("ZGC Major Pauses")).isTrue();
    assertThat(Pauses.pauses("Shenandoah Pauses")).isTrue();
    assertThat(Pauses.pauses("ZGC Major Cycles")).isFalse();
    assertThat(Pauses.pauses("G1 Concurrent GC")).isFalse();
  }
}
