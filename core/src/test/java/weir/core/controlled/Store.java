package weir.core.controlled;

/** A store that has not reached memory yet. */
final class Store {

  final Object value;
  private final Object owner;
  private final int index;
  private final Runnable write;

  /**
   * A store.
   *
   * @param owner the object or the array
   * @param index where in the array
   * @param value what is stored
   * @param write lets it reach memory
   */
  Store(Object owner, int index, Object value, Runnable write) {
    this.owner = owner;
    this.index = index;
    this.value = value;
    this.write = write;
  }

  /** Whether it goes to a place. */
  @SuppressWarnings("ReferenceEquality") // places are what they are
  boolean isTo(Object otherOwner, int otherIndex) {
    return owner == otherOwner && index == otherIndex;
  }

  void flush() {
    write.run();
  }
}
