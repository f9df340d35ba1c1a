package weir.http.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is worth a sentence at the start: a broker that loses events, or has lost what it knew. */
final class KafkaWarnings {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaWarnings.class);

  private KafkaWarnings() {}

  /**
   * Looks for what does no harm yet, and may.
   *
   * @param group that can be used
   * @return fault and remedy of each, for people; none of what the broker does not tell
   */
  static List<String> of(KafkaGroup group) {
    List<String> warnings = new ArrayList<>();
    try {
      addDeletions(group, warnings);
      addForgotten(group, warnings);
    } catch (ExecutionException | KafkaException e) {
      LOG.debug("What there may be to warn of is not known", e);
    } catch (InterruptedException e) {
      // Whoever waits next finds it.
      Thread.currentThread().interrupt();
    }
    return warnings;
  }

  private static void addDeletions(KafkaGroup group, List<String> warnings)
      throws ExecutionException, InterruptedException {
    KafkaSettings settings = group.settings();
    ConfigResource events = topic(settings.topic());
    ConfigResource letters = topic(settings.deadTopic());
    Map<ConfigResource, Config> configs =
        group.admin().describeConfigs(List.of(events, letters)).all().get();
    limits(configs.get(events))
        .ifPresent(
            limits ->
                warnings.add(
                    "Topic "
                        + events.name()
                        + " deletes what is too old or too much ("
                        + limits
                        + "), also events that nobody has handled, and those count as completed:"
                        + " see that none waits so long, or"
                        + remedy(settings, events)));
    limits(configs.get(letters))
        .ifPresent(
            limits ->
                warnings.add(
                    "Topic "
                        + letters.name()
                        + " deletes dead letters that are too old or too much ("
                        + limits
                        + "): look at them before that, or"
                        + remedy(settings, letters)));
  }

  private static ConfigResource topic(String name) {
    return new ConfigResource(ConfigResource.Type.TOPIC, name);
  }

  /** Those that make a topic delete records; empty if there are none. */
  private static Optional<String> limits(@Nullable Config config) {
    StringJoiner limits = new StringJoiner(", ");
    if (config != null) {
      for (String name : new TreeSet<>(KafkaGroup.ENDLESS.keySet())) {
        ConfigEntry limit = config.get(name);
        if (limit != null && !Objects.equals(KafkaGroup.ENDLESS.get(name), limit.value())) {
          limits.add(name + "=" + limit.value());
        }
      }
    }
    return limits.length() == 0 ? Optional.empty() : Optional.of(limits.toString());
  }

  private static String remedy(KafkaSettings settings, ConfigResource topic) {
    return " have 'kafka-configs.sh --bootstrap-server "
        + settings.bootstrap()
        + " --alter --entity-type topics --entity-name "
        + topic.name()
        + " --add-config "
        + TopicConfig.RETENTION_MS_CONFIG
        + "=-1,"
        + TopicConfig.RETENTION_BYTES_CONFIG
        + "=-1' keep everything";
  }

  /** Share groups keep where they are in a topic; consumer groups lose it. */
  private static void addForgotten(KafkaGroup group, List<String> warnings)
      throws ExecutionException, InterruptedException {
    if (!group.isOrdered() || !group.left(KafkaGroup.TIMEOUT_MILLIS).isEmpty()) {
      return;
    }
    GroupOffsets offsets = new GroupOffsets(group, group.partitions(), KafkaGroup.TIMEOUT_MILLIS);
    long present = offsets.end() - offsets.start();
    if (present > 0) {
      warnings.add(
          "Group "
              + group.settings().group()
              + " has ended nothing yet of topic "
              + group.settings().topic()
              + ", as far as the broker knows, and all "
              + present
              + " events of it are handled from the first on: again, if the group's workers were"
              + " away for longer than the broker's offsets.retention.minutes (7 days unless it is"
              + " told)");
    }
  }
}
