package weir.desktop.model;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;

/** One latency of a slot. */
sealed interface SlotLatency {

  /** Adds its counts to a sum, each of them exactly. */
  void addTo(Histogram sum);

  /** What it takes of the budget. */
  int bytes();

  /** Of the slot that is still being added up: valid until the next sample. */
  record Open(Histogram histogram) implements SlotLatency {

    @Override
    public void addTo(Histogram sum) {
      if (histogram.getTotalCount() > 0) {
        sum.add(histogram);
      }
    }

    @Override
    public int bytes() {
      return 0;
    }
  }

  /** In HdrHistogram's compressed encoding; no bytes where nothing ended. */
  final class Packed implements SlotLatency {

    /** Header and length of an array, and this object and what points to it. */
    private static final int OVERHEAD = 40;

    private static final Packed NOTHING = new Packed(new byte[0]);

    private final byte[] deflated;

    private Packed(byte[] deflated) {
      this.deflated = deflated;
    }

    static Packed of(Histogram histogram) {
      if (histogram.getTotalCount() == 0) {
        return NOTHING;
      }
      ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
      byte[] bytes =
          new byte[histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_SPEED)];
      buffer.get(0, bytes);
      return new Packed(bytes);
    }

    @Override
    public void addTo(Histogram sum) {
      if (deflated.length > 0) {
        try {
          sum.add(Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(deflated), 0));
        } catch (DataFormatException e) {
          throw new IllegalStateException("a slot's histogram was packed here, and is none", e);
        }
      }
    }

    @Override
    public int bytes() {
      return OVERHEAD + deflated.length;
    }
  }
}
