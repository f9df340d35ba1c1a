package weir.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** What Kafka is told to be a small broker on its own, with share groups. */
final class BrokerSettings {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String CLIENT_LISTENER = "CLIENT";

  /** Each is replicated to other brokers otherwise, or made for many of them. */
  private static final Map<String, String> ALONE =
      Map.ofEntries(
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "4"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          Map.entry("share.coordinator.state.topic.num.partitions", "4"));

  private static final Map<String, String> SMALL =
      Map.ofEntries(
          // A broker that was killed and comes back waits for so long until it is taken for gone.
          Map.entry("broker.session.timeout.ms", "3000"),
          Map.entry("broker.heartbeat.interval.ms", "500"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "4"),
          Map.entry("background.threads", "2"),
          Map.entry("num.recovery.threads.per.data.dir", "1"),
          Map.entry("log.cleaner.threads", "1"),
          // 128 MB otherwise, on the heap.
          Map.entry("log.cleaner.dedupe.buffer.size", "4194304"));

  /** A group may ask for what Kafka's defaults do not let it have. */
  private static final Map<String, String> GROUPS =
      Map.ofEntries(
          // For others to come: they are welcome later, too.
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.share.max.size", "1000"),
          Map.entry("group.share.max.delivery.count.limit", "25"),
          Map.entry("group.share.min.record.lock.duration.ms", "1000"),
          Map.entry("group.share.max.record.lock.duration.ms", "3600000"),
          Map.entry("group.share.min.session.timeout.ms", "6000"),
          Map.entry("group.share.min.heartbeat.interval.ms", "500"));

  private BrokerSettings() {}

  /**
   * All of them.
   *
   * @param arguments what this program is told
   * @param folder where everything is kept
   * @param port of its clients, not 0
   * @param controllerPort on loopback, where broker and controller meet
   */
  static Properties of(BrokerArguments arguments, Path folder, int port, int controllerPort) {
    String clients = CLIENT_LISTENER + "://" + bracketed(arguments.host()) + ":" + port;
    Properties settings = new Properties();
    settings.setProperty("process.roles", "broker,controller");
    settings.setProperty("node.id", Integer.toString(NODE_ID));
    settings.setProperty("log.dirs", folder.toString());
    settings.setProperty(
        "listeners", clients + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort);
    settings.setProperty("advertised.listeners", clients);
    settings.setProperty(
        "listener.security.protocol.map",
        CLIENT_LISTENER + ":PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    settings.setProperty("inter.broker.listener.name", CLIENT_LISTENER);
    settings.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    settings.setProperty("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
    settings.setProperty("auto.create.topics.enable", "false");
    settings.putAll(ALONE);
    settings.putAll(SMALL);
    settings.putAll(GROUPS);
    settings.putAll(arguments.settings());
    return settings;
  }

  private static String bracketed(String host) {
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
