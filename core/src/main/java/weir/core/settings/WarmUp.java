package weir.core.settings;

/**
 * How the resource is slow at first, after its settings took effect. One that lasts 0 is none.
 *
 * @param forNanos how long it is slow, up to an hour
 * @param factor how many times as long a use takes at the start, from 1 to 1,000; it falls to 1
 *     evenly
 */
public record WarmUp(long forNanos, double factor) {

  private static final double MAX_FACTOR = 1_000;

  /** A resource that is as fast as ever from the start. */
  public static final WarmUp NONE = new WarmUp(0, 1);

  static final SettingForm<WarmUp> FORM =
      SettingForm.pair(
          "FOR,FACTOR",
          NONE,
          (key, length, factor) ->
              new WarmUp(SettingForm.nanos(length), NumberText.parse(key, factor)),
          warmUp ->
              warmUp.equals(NONE)
                  ? SettingForm.NONE
                  : SettingForm.text(warmUp.forNanos) + "," + warmUp.factor);

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is out of range; the message says which
   */
  public WarmUp {
    Range.checkNanos("warm-up", forNanos);
    Range.check("warm-up factor", factor, 1, MAX_FACTOR);
    factor = forNanos == 0 ? 1 : factor;
  }
}
