package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Samples;

@Timeout(60)
class HistogramGuardTest {

  private static final int COOKIE = 0x1c849313;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** A V2 encoding of this header and payload. */
  private static byte[] encoded(int digits, long lowest, long highest, byte[] payload) {
    return ByteBuffer.allocate(40 + payload.length)
        .putInt(COOKIE)
        .putInt(payload.length)
        .putInt(0)
        .putInt(digits)
        .putLong(lowest)
        .putLong(highest)
        .putDouble(1.0)
        .put(payload)
        .array();
  }

  private static void assertRefused(byte[] bytes, String fault) {
    assertThatThrownBy(() -> HistogramGuard.checked(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }

  @Test
  void shouldAcceptAHandmadeEncoding() {
    // Zigzag: a run of two zeros, then a count of five.
    byte[] bytes = encoded(3, 1, Samples.HOUR_MICROS, new byte[] {3, 10});
    Histogram histogram = HistogramGuard.checked(bytes).decode();
    assertThat(histogram.getTotalCount()).isEqualTo(5);
    assertThat(histogram.getCountAtValue(2)).isEqualTo(5);
  }

  @Test
  void shouldTakeAnEncodingWithoutCountsForEmpty() {
    assertThat(HistogramGuard.checked(encoded(3, 1, 1_000, new byte[] {0})))
        .isSameAs(CompressedHistogram.EMPTY);
  }

  @Test
  void shouldRefuseMoreCountsThanAnyLatencyHas() {
    byte[] ones = new byte[60_000];
    Arrays.fill(ones, (byte) 2);
    assertRefused(encoded(3, 1, Long.MAX_VALUE, ones), "too many counts");
    byte[] zeros = new byte[50_000];
    Arrays.fill(zeros, (byte) 5); // runs of three
    assertRefused(encoded(3, 1, Long.MAX_VALUE, zeros), "too many counts");
  }

  @Test
  void shouldRefuseBytesThatAreCutOffOrOfAnotherKind() {
    byte[] sound = CompressedHistogram.of(Samples.histogram(random, 5)).toBytes();
    assertRefused(Arrays.copyOf(sound, 39), "header cut off");
    assertRefused(Arrays.copyOf(sound, sound.length - 1), "wrong length");
    assertRefused(Arrays.copyOf(sound, sound.length + 1), "wrong length");
    sound[3] ^= 7;
    assertRefused(sound, "wrong cookie");
  }

  @Test
  void shouldDecodeOnceAtTheDoor() {
    CompressedHistogram histogram =
        HistogramGuard.checked(CompressedHistogram.of(Samples.histogram(random, 5)).toBytes());
    assertThat(histogram.decode()).isSameAs(histogram.decode());
  }

  @Test
  void shouldRefuseHostileHeaders() {
    byte[] one = {2};
    assertRefused(encoded(5, 1, Long.MAX_VALUE, one), "digits");
    assertRefused(encoded(-1, 1, Long.MAX_VALUE, one), "digits");
    assertRefused(encoded(3, 0, Long.MAX_VALUE, one), "lowest");
    assertRefused(encoded(3, Long.MAX_VALUE / 2, Long.MAX_VALUE, one), "lowest");
    assertRefused(encoded(3, 1, 1, one), "highest");
    assertRefused(encoded(3, 1, Long.MIN_VALUE, one), "highest");
  }

  @Test
  void shouldRefuseHostileCounts() {
    byte[] largest = {(byte) 0xfe, -1, -1, -1, -1, -1, -1, -1, -1}; // Long.MAX_VALUE
    byte[] twice = ByteBuffer.allocate(18).put(largest).put(largest).array();
    byte[] smallest = {-1, -1, -1, -1, -1, -1, -1, -1, -1}; // Long.MIN_VALUE
    byte[] cut = {-1, -1};
    assertRefused(encoded(3, 1, Samples.HOUR_MICROS, twice), "overflows");
    assertRefused(encoded(3, 1, Samples.HOUR_MICROS, smallest), "too many counts");
    assertRefused(encoded(3, 1, Samples.HOUR_MICROS, cut), "cut off");
    // 2,048 + 1,024 counts are all that a range of 4,000 takes.
    byte[] beyond = ByteBuffer.allocate(4).put(new byte[] {-1, -1, 1, 2}).array();
    assertThatThrownBy(() -> HistogramGuard.checked(encoded(3, 1, 4_000, beyond)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseDamagedBytesOrKeepTheCountsNonNegative() {
    byte[] sound = CompressedHistogram.of(Samples.histogram(random, 500)).toBytes();
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        Histogram histogram = HistogramGuard.checked(damaged).decode();
        assertThat(histogram.getTotalCount()).as("seed %d", seed).isNotNegative();
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("histogram");
      }
    }
  }
}
