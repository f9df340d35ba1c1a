package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.journal.JournalException;
import weir.core.pipeline.PayloadFormat;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;

/** Brokers that are there and do not let Weir do what it needs. */
@Tag("kafka")
@Timeout(120)
class KafkaPermissionsTest {

  private static final String EVERYBODY = "User:*";

  private static BrokerProcess broker;

  @BeforeAll
  static void startBroker(@TempDir Path folder) throws IOException {
    broker =
        BrokerProcess.start(
            folder.resolve("broker"),
            "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "allow.everyone.if.no.acl.found=true");
  }

  @AfterAll
  static void endBroker() throws InterruptedException {
    broker.killHard();
  }

  /** Lets everybody do anything else. */
  private static void deny(ResourceType type, String name, AclOperation operation)
      throws Exception {
    try (Admin admin = broker.admin()) {
      admin
          .createAcls(
              List.of(
                  rule(type, name, AclOperation.ALL, AclPermissionType.ALLOW),
                  rule(type, name, operation, AclPermissionType.DENY)))
          .all()
          .get();
    }
  }

  private static AclBinding rule(
      ResourceType type, String name, AclOperation operation, AclPermissionType permission) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry(EVERYBODY, "*", operation, permission));
  }

  private static Pipeline<byte[]> start(KafkaSettings settings) throws JournalException {
    return Pipeline.start(
        PipelineSettings.defaults().withWorkers(1, 1),
        "test",
        context -> (payload, event) -> {},
        KafkaJournal.opener(settings, PayloadFormat.BYTES));
  }

  private static void assertRefused(KafkaSettings settings) {
    assertThatThrownBy(() -> start(settings).close())
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("gives no permission")
        .hasMessageEndingWith(
            "ask its owner for rights to topics "
                + settings.topic()
                + " and "
                + settings.deadTopic()
                + " and to group "
                + settings.group());
  }

  @Test
  void shouldSayThatATopicMayNotBeSeen() throws Exception {
    deny(ResourceType.TOPIC, "hidden", AclOperation.ALL);

    assertRefused(broker.settings("hidden"));
  }

  @Test
  void shouldSayThatAGroupMayNotBeHad() throws Exception {
    deny(ResourceType.GROUP, "barred-group", AclOperation.ALL);

    assertRefused(broker.settings("barred"));
  }

  @Test
  void shouldSayThatAGroupMayNotBeSet() throws Exception {
    deny(ResourceType.GROUP, "fixed-group", AclOperation.ALTER_CONFIGS);

    assertRefused(broker.settings("fixed"));
  }

  @Test
  void shouldRefuseEventsThatMayNotBeWritten() throws Exception {
    KafkaSettings settings = broker.settings("sealed");
    KafkaGroup.open(settings, false).close();
    deny(ResourceType.TOPIC, "sealed", AclOperation.WRITE);

    try (Pipeline<byte[]> pipeline = start(settings)) {
      assertThat(pipeline.publish(new byte[1])).isEqualTo(PublishOutcome.JOURNAL_UNAVAILABLE);
    }
  }

  @Test
  void shouldSayThatWorkersMayNotRead() throws Exception {
    KafkaSettings settings = broker.settings("unreadable");
    KafkaGroup.open(settings, false).close();
    deny(ResourceType.TOPIC, "unreadable", AclOperation.READ);

    try (Pipeline<byte[]> pipeline = start(settings)) {
      assertThat(pipeline.publish(new byte[1])).isEqualTo(PublishOutcome.ACCEPTED);
      Eventually.await("it is told", () -> pipeline.journal().orElseThrow().trouble().isPresent());
      assertThat(pipeline.journal().orElseThrow().trouble().orElseThrow())
          .contains("gives no permission");
      assertThat(pipeline.totals().backlog()).isEqualTo(1);
    }
  }

  @Test
  void shouldSayWhichLevelABrokerHasThatKnowsShareGroups(@TempDir Path folder) throws Exception {
    BrokerProcess old = BrokerProcess.start(folder.resolve("broker"));
    try {
      try (Admin admin = old.admin()) {
        admin
            .updateFeatures(
                Map.of(
                    "share.version",
                    new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.UNSAFE_DOWNGRADE)),
                new UpdateFeaturesOptions())
            .all()
            .get();
      }

      assertThatThrownBy(() -> start(old.settings("t")).close())
          .isInstanceOf(JournalException.class)
          .hasMessageContaining(
              "has share groups turned off (feature share.version: it has none,"
                  + " and 1 is needed): 'kafka-features.sh");
    } finally {
      old.killHard();
    }
  }

  /** As a listener for TLS does when it is spoken to in plain text. */
  @Test
  void shouldSayThatWhatListensIsNoBroker() throws Exception {
    byte[] alert = {21, 3, 3, 0, 2, 2, 40};
    ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread answering =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!listener.isClosed()) {
                    try (Socket client = listener.accept();
                        InputStream in = client.getInputStream();
                        OutputStream out = client.getOutputStream()) {
                      if (in.read() >= 0) {
                        out.write(alert);
                      }
                    } catch (IOException e) {
                      // The next one, or none.
                    }
                  }
                });

    try {
      assertThatThrownBy(
              () -> start(KafkaSettings.of("127.0.0.1:" + listener.getLocalPort())).close())
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("does not answer as a Kafka broker does: correct --bootstrap");
    } finally {
      listener.close();
      answering.join();
    }
  }
}
