package weir.bench.flag;

/** What flags and tables call by a short name. */
public interface Named {

  /**
   * Short name for flags and tables.
   *
   * @return lower case, with hyphens
   */
  String id();
}
