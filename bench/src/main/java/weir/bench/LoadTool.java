package weir.bench;

import weir.bench.flag.Named;

/** What sends requests to servers. */
enum LoadTool implements Named {
  /** ApacheBench, as users start it. */
  AB("ab"),
  /** For servers that ab can't keep busy. */
  WRK("wrk");

  private final String id;

  LoadTool(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }
}
