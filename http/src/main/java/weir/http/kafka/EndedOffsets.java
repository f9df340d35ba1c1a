package weir.http.kafka;

import java.util.Base64;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which events of a partition have ended: all before an offset, and some behind it. Kept with the
 * group's offset, so that whoever has the partition next does not handle them again, and whoever
 * counts does not take them for backlog. Immutable.
 */
final class EndedOffsets {

  private static final String MARK = "weir1:";

  /**
   * So many events can be kept, from the first that has not ended: brokers take 4,096 characters.
   */
  static final int MOST_BITS = 3_000 / 4 * 3 * 8;

  private final long before;
  private final BitSet behind;

  private EndedOffsets(long before, BitSet behind) {
    this.before = before;
    this.behind = behind;
  }

  /**
   * As given.
   *
   * @param before all offsets below have ended
   * @param behind ended ones, counted from there; copied
   */
  static EndedOffsets of(long before, BitSet behind) {
    return new EndedOffsets(before, behind.get(0, MOST_BITS));
  }

  /** Reads what is kept with an offset; what is not Weir's says nothing. */
  static EndedOffsets read(OffsetAndMetadata committed) {
    return new EndedOffsets(committed.offset(), bits(committed.metadata()));
  }

  private static BitSet bits(@Nullable String metadata) {
    if (metadata == null || !metadata.startsWith(MARK)) {
      return new BitSet();
    }
    try {
      return BitSet.valueOf(Base64.getDecoder().decode(metadata.substring(MARK.length())));
    } catch (IllegalArgumentException e) {
      return new BitSet();
    }
  }

  OffsetAndMetadata committed() {
    return new OffsetAndMetadata(
        before,
        behind.isEmpty() ? "" : MARK + Base64.getEncoder().encodeToString(behind.toByteArray()));
  }

  long before() {
    return before;
  }

  BitSet behind() {
    return (BitSet) behind.clone();
  }

  /** How many below an offset have not ended. */
  long leftBelow(long end) {
    long open = end - before;
    if (open <= 0) {
      return 0;
    }
    return open - behind.get(0, (int) Math.min(open, Integer.MAX_VALUE)).cardinality();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EndedOffsets that
        && before == that.before
        && behind.equals(that.behind);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(before) * 31 + behind.hashCode();
  }
}
