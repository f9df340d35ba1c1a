package weir.core.pipeline;

/**
 * How payloads are kept outside of the process. Thread-safe.
 *
 * @param <P> type of the payload
 */
public interface PayloadFormat<P> {

  /** Payloads that are bytes already. */
  PayloadFormat<byte[]> BYTES =
      new PayloadFormat<>() {
        @Override
        public byte[] toBytes(byte[] payload) {
          return payload;
        }

        @Override
        public byte[] fromBytes(byte[] bytes) {
          return bytes;
        }
      };

  /**
   * Writes a payload.
   *
   * @param payload what was published
   * @return its bytes, which are not changed from then on
   */
  byte[] toBytes(P payload);

  /**
   * Reads a payload.
   *
   * @param bytes what {@link #toBytes} made, perhaps in an earlier version of the program
   * @return what the handler is given
   * @throws IllegalArgumentException if it can't be read; the event stays where it is kept
   */
  P fromBytes(byte[] bytes);
}
