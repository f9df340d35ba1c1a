package weir.core.settings;

/**
 * When the resource stands still: nothing starts or ends in a pause. One that lasts 0 is none.
 *
 * @param everyNanos from the start of a pause to that of the next, up to an hour; 0 for never
 * @param forNanos how long a pause lasts, below the former; 0 for never
 */
public record Pause(long everyNanos, long forNanos) {

  /** A resource that never pauses. */
  public static final Pause NONE = new Pause(0, 0);

  static final SettingForm<Pause> FORM =
      SettingForm.pair(
          "EVERY,FOR",
          NONE,
          (key, every, length) -> new Pause(SettingForm.nanos(every), SettingForm.nanos(length)),
          pause ->
              pause.equals(NONE)
                  ? SettingForm.NONE
                  : SettingForm.text(pause.everyNanos) + "," + SettingForm.text(pause.forNanos));

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is out of range; the message says which
   */
  public Pause {
    Range.checkNanos("time from pause to pause", everyNanos);
    Range.checkNanos("pause", forNanos);
    if ((everyNanos > 0 || forNanos > 0) && forNanos >= everyNanos) {
      throw new IllegalArgumentException(
          "a pause must be shorter than the time from pause to pause: lengthen the latter, or"
              + " write none");
    }
    everyNanos = forNanos == 0 ? 0 : everyNanos;
  }
}
