package weir.core.journal;

/**
 * What the byte of an event in the file of ends says. Each differs from the others in four bits or
 * more, so that no flipped bit makes an event ended; any other byte counts as not ended.
 */
final class EndCode {

  static final byte NOT_ENDED = 0;
  static final byte ENDED = (byte) 0xA5;

  /** Somebody had begun to handle the event, and it has not ended. */
  static final byte BEGUN = 0x3C;

  /** The event can't be read any more, and a repair has said so. */
  static final byte GONE = 0x5A;

  private EndCode() {}
}
