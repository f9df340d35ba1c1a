package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Samples;

@Timeout(60)
class HistogramGuardTest {

  private static final int PLAIN_COOKIE = 0x1c849313;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  /** A V2 compressed encoding of this header and payload. */
  private static byte[] packed(int digits, long lowest, long highest, byte[] payload)
      throws IOException {
    ByteBuffer header = ByteBuffer.allocate(40);
    header.putInt(PLAIN_COOKIE).putInt(payload.length).putInt(0).putInt(digits);
    header.putLong(lowest).putLong(highest).putDouble(1.0);
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
      out.write(header.array());
      out.write(payload);
    }
    return ByteBuffer.allocate(8 + deflated.size())
        .putInt(0x1c849314)
        .putInt(deflated.size())
        .put(deflated.toByteArray())
        .array();
  }

  private static void assertRefused(byte[] bytes, String fault) {
    assertThatThrownBy(() -> HistogramGuard.checked(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }

  @Test
  void shouldAcceptAHandmadeEncoding() throws IOException {
    // Zigzag: a run of two zeros, then a count of five.
    byte[] bytes = packed(3, 1, Samples.HOUR_MICROS, new byte[] {3, 10});
    Histogram histogram = HistogramGuard.checked(bytes).decode();
    assertThat(histogram.getTotalCount()).isEqualTo(5);
    assertThat(histogram.getCountAtValue(2)).isEqualTo(5);
  }

  @Test
  void shouldTakeAnEncodingWithoutCountsForEmpty() throws IOException {
    assertThat(HistogramGuard.checked(packed(3, 1, 1_000, new byte[] {0})))
        .isSameAs(CompressedHistogram.EMPTY);
  }

  @Test
  void shouldRefuseABombBeforeItUnpacks() throws IOException {
    assertRefused(packed(3, 1, Samples.HOUR_MICROS, new byte[50_000_000]), "unpacks to more");
  }

  @Test
  void shouldRefuseHostileHeaders() throws IOException {
    byte[] one = {2};
    assertRefused(packed(5, 1, Long.MAX_VALUE, one), "digits");
    assertRefused(packed(-1, 1, Long.MAX_VALUE, one), "digits");
    assertRefused(packed(3, 0, Long.MAX_VALUE, one), "lowest");
    assertRefused(packed(3, Long.MAX_VALUE / 2, Long.MAX_VALUE, one), "lowest");
    assertRefused(packed(3, 1, 1, one), "highest");
    assertRefused(packed(3, 1, Long.MIN_VALUE, one), "highest");
  }

  @Test
  void shouldRefuseHostileCounts() throws IOException {
    byte[] largest = {(byte) 0xfe, -1, -1, -1, -1, -1, -1, -1, -1}; // Long.MAX_VALUE
    byte[] twice = ByteBuffer.allocate(18).put(largest).put(largest).array();
    byte[] smallest = {-1, -1, -1, -1, -1, -1, -1, -1, -1}; // Long.MIN_VALUE
    byte[] cut = {-1, -1};
    assertRefused(packed(3, 1, Samples.HOUR_MICROS, twice), "overflows");
    assertRefused(packed(3, 1, Samples.HOUR_MICROS, smallest), "too many counts");
    assertRefused(packed(3, 1, Samples.HOUR_MICROS, cut), "cut off");
    // 2,048 + 1,024 counts are all that a range of 4,000 takes.
    byte[] beyond = ByteBuffer.allocate(4).put(new byte[] {-1, -1, 1, 2}).array();
    assertThatThrownBy(() -> HistogramGuard.checked(packed(3, 1, 4_000, beyond)))
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
