package weir.core.settings;

/**
 * How uses slow each other down, by the Universal Scalability Law: with N uses at once each takes 1
 * + σ(N−1) + κN(N−1) times as long.
 *
 * @param sigma σ, contention, from 0 to 1
 * @param kappa κ, coherency, from 0 to 1
 */
public record Contention(double sigma, double kappa) {

  /** Uses that don't slow each other down. */
  public static final Contention NONE = new Contention(0, 0);

  static final SettingForm<Contention> FORM =
      SettingForm.pair(
          "SIGMA,KAPPA",
          NONE,
          (key, sigma, kappa) ->
              new Contention(NumberText.parse(key, sigma), NumberText.parse(key, kappa)),
          contention -> contention.sigma() + "," + contention.kappa());

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if one is out of range; the message says which
   */
  public Contention {
    Range.check("contention", sigma, 0, 1);
    Range.check("coherency", kappa, 0, 1);
  }
}
