package weir.http.check;

/** What was measured of one figure, or why it can't be told. */
sealed interface Reading {

  /**
   * A figure.
   *
   * @param value in its {@link Unit}
   * @param basis what it is of, such as "4,213 events"; may be empty
   */
  record Known(double value, String basis) implements Reading {}

  /**
   * No figure.
   *
   * @param reason a part of a sentence that says why, and what would help
   */
  record Unknown(String reason) implements Reading {}
}
