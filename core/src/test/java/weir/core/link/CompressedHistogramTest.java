package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompressedHistogramTest {

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
    assertThatThrownBy(() -> CompressedHistogram.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(fault);
  }

  @Test
  void shouldKeepEveryCountThroughBytes() {
    for (int i = 0; i < 50; i++) {
      Histogram histogram = Samples.histogram(random, random.nextInt(2_000));
      CompressedHistogram copy =
          CompressedHistogram.fromBytes(CompressedHistogram.of(histogram).toBytes());
      assertThat(copy.decode()).as("seed %d", seed).isEqualTo(histogram);
    }
  }

  private static Histogram counts(long... valuesAndCounts) {
    Histogram histogram = new Histogram(Samples.HOUR_MICROS, 3);
    for (int place = 0; place < valuesAndCounts.length; place += 2) {
      histogram.recordValueWithCount(valuesAndCounts[place], valuesAndCounts[place + 1]);
    }
    return histogram;
  }

  /** The mean of the 99th percentiles would be 500.5 in both cases. */
  @Test
  void shouldMergePercentilesAndNotAverageThem() {
    CompressedHistogram few = CompressedHistogram.of(counts(1_000, 10));
    Histogram merged = CompressedHistogram.of(counts(1, 1_000)).plus(few).decode();
    assertThat(merged.getValueAtPercentile(99)).isEqualTo(1);

    CompressedHistogram calm = CompressedHistogram.of(counts(1, 990, 100, 10));
    CompressedHistogram rough = CompressedHistogram.of(counts(1, 90, 1_000, 10));
    assertThat(calm.decode().getValueAtPercentile(99)).isEqualTo(1);
    assertThat(rough.decode().getValueAtPercentile(99)).isEqualTo(1_000);
    assertThat(calm.plus(rough).decode().getValueAtPercentile(99)).isEqualTo(100);
  }

  /** Three digits: the top of the bucket is read, of microseconds as of nanoseconds. */
  @Test
  void shouldReadTheTopOfABucket() {
    Histogram micros = counts(500_000_000, 1);
    assertThat(micros.getMaxValue()).isBetween(500_000_000L, 500_500_000L);
    Histogram nanos = new Histogram(Samples.HOUR_MICROS * 1_000, 3);
    nanos.recordValue(500_000_000_000L);
    assertThat(nanos.getMaxValue() / 1e9).isCloseTo(500.0953, within(1e-4));
    assertThat(nanos.getEstimatedFootprintInBytes()).isEqualTo(270_848);
  }

  @Test
  void shouldAcceptAHandmadeEncoding() throws IOException {
    // Zigzag: a run of two zeros, then a count of five.
    byte[] bytes = packed(3, 1, Samples.HOUR_MICROS, new byte[] {3, 10});
    Histogram histogram = CompressedHistogram.fromBytes(bytes).decode();
    assertThat(histogram.getTotalCount()).isEqualTo(5);
    assertThat(histogram.getCountAtValue(2)).isEqualTo(5);
  }

  @Test
  void shouldTakeAnEncodingWithoutCountsForEmpty() throws IOException {
    assertThat(CompressedHistogram.fromBytes(packed(3, 1, 1_000, new byte[] {0})))
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
    assertThatThrownBy(() -> CompressedHistogram.fromBytes(packed(3, 1, 4_000, beyond)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseDamagedBytesOrKeepTheCountsNonNegative() {
    byte[] sound = CompressedHistogram.of(Samples.histogram(random, 500)).toBytes();
    for (int i = 0; i < 5_000; i++) {
      byte[] damaged = sound.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        Histogram histogram = CompressedHistogram.fromBytes(damaged).decode();
        assertThat(histogram.getTotalCount()).as("seed %d", seed).isNotNegative();
      } catch (IllegalArgumentException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("histogram");
      }
    }
  }

  @Test
  void shouldAddUpLikeTheHistogramsThemselves() {
    Histogram first = Samples.histogram(random, 300);
    Histogram second = new Histogram(10_000, 3);
    second.recordValueWithCount(17, 4);
    CompressedHistogram sum = CompressedHistogram.of(first).plus(CompressedHistogram.of(second));
    CompressedHistogram turned = CompressedHistogram.of(second).plus(CompressedHistogram.of(first));
    first.add(second);
    assertThat(sum.decode()).as("seed %d", seed).isEqualTo(first);
    assertThat(turned.decode()).as("seed %d", seed).isEqualTo(first);
  }

  @Test
  void shouldMergeInTheOutboxLikeMergeInto() throws InterruptedException {
    Outbox outbox = new Outbox(1);
    Snapshot merged = Samples.snapshot(random);
    outbox.publish(new Published(merged));
    for (int i = 0; i < 5; i++) {
      Snapshot next = Samples.snapshot(random);
      outbox.publish(new Published(next));
      merged = merged.mergeInto(next);
    }
    Snapshot sent = ((ServerMessage.SnapshotMessage) outbox.take().get(0)).snapshot();
    IntervalLatencies expected = merged.interval();
    assertThat(sent.withInterval(IntervalLatencies.EMPTY))
        .as("seed %d", seed)
        .isEqualTo(merged.withInterval(IntervalLatencies.EMPTY));
    assertThat(sent.interval().intervalNanos()).isEqualTo(expected.intervalNanos());
    assertThat(sent.interval().waitTime().decode()).isEqualTo(expected.waitTime().decode());
    assertThat(sent.interval().serviceTime().decode()).isEqualTo(expected.serviceTime().decode());
    assertThat(sent.interval().responseTime().decode()).isEqualTo(expected.responseTime().decode());
  }
}
