package weir.http.config;

/** Where accepted events are kept, as the setting {@code journal} names it. */
enum JournalKind {
  MEMORY,
  DISK,
  KAFKA
}
