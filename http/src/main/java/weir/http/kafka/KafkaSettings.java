package weir.http.kafka;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import weir.core.figures.Source;

/**
 * Where events are kept, and how they come to workers.
 *
 * @param bootstrap brokers to begin with, as {@code HOST:PORT[,HOST:PORT...]}
 * @param topic where the events are
 * @param group the share group whose members handle them; 1 to 64 characters, none of them a
 *     control character
 * @param partitions of the topic, where it is missing and made
 * @param createTopic whether a topic that is missing is made
 * @param maxDeliveries how often an event is given to a worker until it is a dead letter: from 1 to
 *     {@link #MOST_DELIVERIES}
 * @param lock after how long an event that its worker has not ended is given to another, unless the
 *     worker is seen to live; empty for the group's present setting
 */
public record KafkaSettings(
    String bootstrap,
    String topic,
    String group,
    int partitions,
    boolean createTopic,
    int maxDeliveries,
    Optional<Duration> lock) {

  /** Where a broker on this machine listens by itself. */
  public static final String DEFAULT_BOOTSTRAP = "127.0.0.1:9092";

  /** Topic unless another is chosen. */
  public static final String DEFAULT_TOPIC = "weir-events";

  /** Group unless another is chosen. */
  public static final String DEFAULT_GROUP = "weir";

  /**
   * Partitions of a topic that is made, unless others are chosen: the one from which all workers
   * take. Of several, each worker is given some, and can't help out at the others.
   */
  public static final int DEFAULT_PARTITIONS = 1;

  /** Deliveries of an event, unless others are chosen. */
  public static final int DEFAULT_DELIVERIES = 5;

  /** Most partitions of a topic that is made. */
  public static final int MOST_PARTITIONS = 10_000;

  /** Most deliveries of an event: brokers allow 25, and half of them are kept back for crashes. */
  public static final int MOST_DELIVERIES = 12;

  /** What a broker can be made to allow at most; without being told, it is 10. */
  static final int MOST_BROKER_DELIVERIES = 25;

  /** Ending of the topic of dead letters. */
  static final String DEAD_SUFFIX = ".dead";

  private static final int CONNECT_MILLIS = 500;
  private static final int MOST_NAME_LENGTH = 249 - DEAD_SUFFIX.length();
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]+");
  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.%]+\\]|[^\\s:,/]+):\\d+");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one won't do; the message says which and what to do
   */
  public KafkaSettings {
    for (String address : bootstrap.split(",", -1)) {
      if (!ADDRESS.matcher(address.strip()).matches()) {
        throw new IllegalArgumentException(
            "bootstrap must be HOST:PORT of a Kafka broker, several separated by commas, and \""
                + address.strip()
                + "\" is not: try "
                + DEFAULT_BOOTSTRAP);
      }
    }
    if (topic.length() > MOST_NAME_LENGTH
        || !TOPIC.matcher(topic).matches()
        || topic.equals(".")
        || topic.equals("..")) {
      throw new IllegalArgumentException(
          "topic must be up to "
              + MOST_NAME_LENGTH
              + " of the characters a-z, A-Z, 0-9, '.', '_' and '-', and \""
              + topic
              + "\" is not: try "
              + DEFAULT_TOPIC);
    }
    try {
      // Snapshots tell of it.
      Source.checkName(group);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "group: " + e.getMessage() + ", or try " + DEFAULT_GROUP, e);
    }
    if (partitions < 1 || partitions > MOST_PARTITIONS) {
      throw new IllegalArgumentException(
          "partitions must be from 1 to " + MOST_PARTITIONS + ", and " + partitions + " is not");
    }
    if (maxDeliveries < 1 || maxDeliveries > MOST_DELIVERIES) {
      throw new IllegalArgumentException(
          "max deliveries must be from 1 to "
              + MOST_DELIVERIES
              + ", and "
              + maxDeliveries
              + " is not");
    }
  }

  /**
   * The settings for a broker, all others as they are unless chosen.
   *
   * @param bootstrap see {@link #bootstrap()}
   * @return topic, group and the rest by default
   */
  public static KafkaSettings of(String bootstrap) {
    return new KafkaSettings(
        bootstrap,
        DEFAULT_TOPIC,
        DEFAULT_GROUP,
        DEFAULT_PARTITIONS,
        true,
        DEFAULT_DELIVERIES,
        Optional.empty());
  }

  /**
   * These settings with another broker.
   *
   * @param newBootstrap see {@link #bootstrap()}
   * @return new settings
   */
  public KafkaSettings withBootstrap(String newBootstrap) {
    return new KafkaSettings(
        newBootstrap, topic, group, partitions, createTopic, maxDeliveries, lock);
  }

  /**
   * These settings with another topic.
   *
   * @param newTopic see {@link #topic()}
   * @return new settings
   */
  public KafkaSettings withTopic(String newTopic) {
    return with(newTopic, group);
  }

  /**
   * These settings with another group.
   *
   * @param newGroup see {@link #group()}
   * @return new settings
   */
  public KafkaSettings withGroup(String newGroup) {
    return with(topic, newGroup);
  }

  /**
   * These settings with other partitions.
   *
   * @param newPartitions see {@link #partitions()}
   * @return new settings
   */
  public KafkaSettings withPartitions(int newPartitions) {
    return new KafkaSettings(
        bootstrap, topic, group, newPartitions, createTopic, maxDeliveries, lock);
  }

  /**
   * These settings with another number of deliveries.
   *
   * @param newMaxDeliveries see {@link #maxDeliveries()}
   * @return new settings
   */
  public KafkaSettings withMaxDeliveries(int newMaxDeliveries) {
    return new KafkaSettings(
        bootstrap, topic, group, partitions, createTopic, newMaxDeliveries, lock);
  }

  /**
   * These settings with or without leave to make topics.
   *
   * @param newCreateTopic see {@link #createTopic()}
   * @return new settings
   */
  public KafkaSettings withCreateTopic(boolean newCreateTopic) {
    return new KafkaSettings(
        bootstrap, topic, group, partitions, newCreateTopic, maxDeliveries, lock);
  }

  /**
   * These settings with another lock.
   *
   * @param newLock see {@link #lock()}
   * @return new settings
   */
  public KafkaSettings withLock(Duration newLock) {
    return new KafkaSettings(
        bootstrap, topic, group, partitions, createTopic, maxDeliveries, Optional.of(newLock));
  }

  /**
   * These settings with another topic and group.
   *
   * @param newTopic see {@link #topic()}
   * @param newGroup see {@link #group()}
   * @return new settings
   */
  public KafkaSettings with(String newTopic, String newGroup) {
    return new KafkaSettings(
        bootstrap, newTopic, newGroup, partitions, createTopic, maxDeliveries, lock);
  }

  /**
   * Where dead letters are kept.
   *
   * @return a topic beside that of the events
   */
  public String deadTopic() {
    return topic + DEAD_SUFFIX;
  }

  /** Whether anything takes connections at one of the addresses; waits half a second for each. */
  boolean isListenedAt() {
    for (String text : bootstrap.split(",", -1)) {
      String address = text.strip();
      int colon = address.lastIndexOf(':');
      String host = address.substring(0, colon).replace("[", "").replace("]", "");
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(host, Integer.parseInt(address.substring(colon + 1))),
            CONNECT_MILLIS);
        return true;
      } catch (IOException | IllegalArgumentException e) {
        // Then at another, or nowhere.
      }
    }
    return false;
  }

  /** How many deliveries the broker has to allow: workers die of other things than of events. */
  int neededDeliveries() {
    return 2 * maxDeliveries;
  }
}
