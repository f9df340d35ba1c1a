package weir.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;

/**
 * Runs one Kafka broker that is its own controller (KRaft), with share groups, until it is told to
 * stop by SIGTERM. It listens on loopback unless it is told otherwise, asks nobody for a password,
 * and forces nothing to disk before it acknowledges: what it has acknowledged outlives the process,
 * and not the machine. Prints a line once it is ready.
 */
public final class Broker {

  private static final int FAILED = 1;
  private static final int BAD_USAGE = 2;

  private Broker() {}

  /**
   * Runs the broker.
   *
   * @param arguments see {@link BrokerArguments#USAGE}
   */
  public static void main(String[] arguments) {
    long startedNanos = System.nanoTime();
    BrokerArguments told;
    try {
      told = BrokerArguments.parse(arguments);
    } catch (BrokerFault e) {
      System.err.println("weir-broker: " + e.getMessage());
      System.exit(BAD_USAGE);
      return;
    }
    try {
      run(told, startedNanos);
    } catch (BrokerFault e) {
      System.err.println("weir-broker: " + e.getMessage());
      // Kafka's threads may be running.
      System.exit(FAILED);
    }
  }

  private static void run(BrokerArguments told, long startedNanos) throws BrokerFault {
    int port = told.port() == 0 ? freePort() : told.port();
    requireFree(told.host(), port);
    BrokerFolder folder = BrokerFolder.open(told.folder());
    Properties settings = BrokerSettings.of(told, folder.path(), port, freePort());
    KafkaConfig config = config(settings);
    folder.format(BrokerSettings.NODE_ID, BrokerSettings.CONTROLLER_LISTENER);
    KafkaRaftServer server = started(config);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "stop"));
    System.out.printf(
        Locale.ROOT,
        "broker ready on %s:%d after %d ms (pid %d), in %s%n",
        told.host(),
        port,
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos),
        ProcessHandle.current().pid(),
        folder.path());
    System.out.flush();
    if (told.untilInputEnds()) {
      stopWithInput();
    }
    server.awaitShutdown();
  }

  private static KafkaConfig config(Properties settings) throws BrokerFault {
    try {
      return KafkaConfig.fromProps(settings);
    } catch (ConfigException | IllegalArgumentException e) {
      throw new BrokerFault("a setting won't do: " + e.getMessage(), e);
    }
  }

  private static KafkaRaftServer started(KafkaConfig config) throws BrokerFault {
    try {
      KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
      server.startup();
      return server;
    } catch (KafkaException e) {
      throw new BrokerFault("the broker did not start: " + e.getMessage(), e);
    }
  }

  /** Kafka's own word on a port that is taken comes after it has started half of itself. */
  private static void requireFree(String host, int port) throws BrokerFault {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
    } catch (IOException e) {
      throw new BrokerFault(
          host
              + ":"
              + port
              + " can't be listened on ("
              + e.getMessage()
              + "): choose another with --port",
          e);
    }
  }

  private static int freePort() throws BrokerFault {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new BrokerFault("there is no free port on loopback (" + e.getMessage() + ")", e);
    }
  }

  private static void stopWithInput() {
    Thread.ofPlatform()
        .name("until-input-ends")
        .daemon()
        .start(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nobody has anything to say.
                }
              } catch (IOException e) {
                // It has ended in its own way.
              }
              System.exit(0);
            });
  }
}
