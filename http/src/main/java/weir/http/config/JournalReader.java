package weir.http.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.SyncPolicy;

/** Reads the settings of the journal. */
final class JournalReader {

  private static final String KIND = "journal";
  private static final String FOLDER = "journal-dir";
  private static final String SYNC = "journal-sync";
  private static final String LIMIT = "journal-limit";

  private JournalReader() {}

  static JournalChoice read(SettingsReader reader) throws SettingsException {
    JournalKind kind = reader.choice(KIND, JournalKind.values());
    // Read in any case, so that a mistake does not wait until the journal is chosen.
    SyncPolicy sync = reader.checked(SYNC, SyncPolicy::parse);
    long maxBytes = reader.checked(LIMIT, JournalReader::bytes);
    return switch (kind) {
      case MEMORY -> memory(reader);
      case DISK -> disk(reader, sync, maxBytes);
    };
  }

  /** Who names a folder means to keep events. */
  private static JournalChoice memory(SettingsReader reader) throws SettingsException {
    for (String key : List.of(FOLDER)) {
      if (!reader.text(key).isEmpty()) {
        throw reader.fault(
            key, "is of no use to a journal in memory: choose --journal disk, or leave it out");
      }
    }
    return new JournalChoice.Memory();
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
