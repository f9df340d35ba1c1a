package weir.http.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.Map;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.SyncPolicy;
import weir.http.kafka.KafkaSettings;

/** Reads the settings of the journal. */
final class JournalReader {

  private static final String KIND = "journal";
  private static final String FOLDER = "journal-dir";
  private static final String SYNC = "journal-sync";
  private static final String LIMIT = "journal-limit";
  private static final String BOOTSTRAP = "bootstrap";
  private static final String TOPIC = "topic";
  private static final String GROUP = "group";
  private static final String PARTITIONS = "partitions";
  private static final String DELIVERIES = "max-deliveries";
  private static final String CREATE = "create-topic";

  private JournalReader() {}

  static JournalChoice read(SettingsReader reader) throws SettingsException {
    JournalKind kind = reader.choice(KIND, JournalKind.values());
    // Read in any case, so that a mistake does not wait until the journal is chosen.
    SyncPolicy sync = reader.checked(SYNC, SyncPolicy::parse);
    long maxBytes = reader.checked(LIMIT, JournalReader::bytes);
    KafkaSettings kafka = kafka(reader);
    return switch (kind) {
      case MEMORY -> {
        refuse(reader, FOLDER, JournalKind.DISK, kind);
        refuse(reader, BOOTSTRAP, JournalKind.KAFKA, kind);
        yield new JournalChoice.Memory();
      }
      case DISK -> {
        refuse(reader, BOOTSTRAP, JournalKind.KAFKA, kind);
        yield disk(reader, sync, maxBytes);
      }
      case KAFKA -> {
        refuse(reader, FOLDER, JournalKind.DISK, kind);
        if (reader.text(BOOTSTRAP).isEmpty()) {
          throw reader.fault(
              BOOTSTRAP, "is empty, and a journal in Kafka needs a broker: name one, HOST:PORT");
        }
        yield new JournalChoice.Kafka(kafka);
      }
    };
  }

  /** Who names a place means to keep events there. */
  private static void refuse(
      SettingsReader reader, String key, JournalKind meant, JournalKind chosen)
      throws SettingsException {
    if (!reader.text(key).isEmpty()) {
      throw reader.fault(
          key,
          "is of no use with --journal "
              + ConstantName.of(chosen)
              + ": choose --journal "
              + ConstantName.of(meant)
              + ", or leave it out");
    }
  }

  /** Checked one after the other, so that a fault names its setting. */
  static KafkaSettings kafka(SettingsReader reader) throws SettingsException {
    KafkaSettings settings = KafkaSettings.of(KafkaSettings.DEFAULT_BOOTSTRAP);
    if (!reader.text(BOOTSTRAP).isEmpty()) {
      settings = reader.checked(BOOTSTRAP, settings::withBootstrap);
    }
    settings = reader.checked(TOPIC, settings::withTopic);
    settings = reader.checked(GROUP, settings::withGroup);
    settings = reader.checkedInteger(PARTITIONS, settings::withPartitions);
    settings = reader.checkedInteger(DELIVERIES, settings::withMaxDeliveries);
    return settings.withCreateTopic(reader.flag(CREATE));
  }

  private static JournalChoice disk(SettingsReader reader, SyncPolicy sync, long maxBytes)
      throws SettingsException {
    if (reader.text(FOLDER).isEmpty()) {
      throw reader.fault(
          FOLDER, "is empty, and a journal on disk needs a folder of its own: name one");
    }
    Path folder = reader.checked(FOLDER, Path::of);
    return new JournalChoice.Disk(
        reader.checked(
            LIMIT,
            text -> DiskJournalSettings.defaults(folder).withSync(sync).withMaxBytes(maxBytes)));
  }

  private static long bytes(String text) {
    try {
      return ConfigFactory.parseMap(Map.of(LIMIT, text)).getBytes(LIMIT);
    } catch (ConfigException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no size: write a number of bytes, or such as 512MiB or 4GiB", e);
    }
  }
}
