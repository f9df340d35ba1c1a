package weir.http.config;

import weir.core.journal.DiskJournalSettings;
import weir.http.kafka.KafkaSettings;

/** What keeps accepted events until they have ended. */
public sealed interface JournalChoice {

  /** The process: they end with it. */
  record Memory() implements JournalChoice {}

  /**
   * A folder on disk.
   *
   * @param settings where, and what is promised
   */
  record Disk(DiskJournalSettings settings) implements JournalChoice {}

  /**
   * A Kafka topic, whose events are handled by all members of a share group.
   *
   * @param settings which
   */
  record Kafka(KafkaSettings settings) implements JournalChoice {}
}
