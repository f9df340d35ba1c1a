package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.GroupShare;
import weir.core.link.LinkAddress;
import weir.core.link.RuntimeFolder;
import weir.core.pipeline.Pipeline;
import weir.core.ring.PublishOutcome;
import weir.http.client.GroupServers;

/** The commands that can be about a group, with real pipelines on real sockets. */
@Timeout(60)
class GroupCommandsTest {

  private static final int EVENTS = 60;

  @TempDir Path home;

  private GroupedPipelines group;
  private List<Pipeline<byte[]>> orders;

  @BeforeEach
  void start() throws Exception {
    group = new GroupedPipelines(home);
    orders = new ArrayList<>();
    for (int pid = 11; pid <= 13; pid++) {
      orders.add(group.add("orders", pid, pid == 12 ? 2 : 64));
    }
  }

  @AfterEach
  void stop() {
    group.close();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.in(Map.of("XDG_RUNTIME_DIR", home.toString()), arguments);
  }

  private String succeed(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return run.out();
  }

  private void handleEvents() throws Exception {
    for (int event = 0; event < EVENTS; event++) {
      assertThat(orders.get(event % 3).publish(new byte[0])).isEqualTo(PublishOutcome.ACCEPTED);
    }
    for (Pipeline<byte[]> pipeline : orders) {
      while (pipeline.totals().completed() < EVENTS / 3) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  void shouldShareOutWorkers() {
    assertThat(succeed("workers", "--group", "orders"))
        .contains("3 requested", "(limit 130): ")
        .contains("pid 11: 1", "pid 12: 1", "pid 13: 1");
    assertThat(succeed("workers", "8", "--group", "orders"))
        .startsWith("8 requested: ")
        .contains("pid 11: 3", "pid 12: 2", "pid 13: 3");
    assertThat(orders)
        .extracting(pipeline -> pipeline.workers().requested())
        .containsExactly(3, 2, 3);
    CommandRun refused = run("workers", "131", "--group", "orders");
    assertThat(refused.status()).isNotZero();
    assertThat(refused.err())
        .containsOnlyOnce("\n")
        .contains("workers of the group must be from 0 to 130, and 131 is not: nothing was");
    assertThat(orders)
        .extracting(pipeline -> pipeline.workers().requested())
        .containsExactly(3, 2, 3);
  }

  @Test
  void shouldAddUpFiguresAndMergeLatencies() throws Exception {
    handleEvents();
    String text = succeed("stats", "--group", "orders");
    assertThat(text)
        .contains("accepted 60 = completed 60 + failed 0 + backlog 0 + in flight 0; rejected 0")
        .contains("workers 3 requested, 3 effective")
        .contains("journal kafka of group orders: 0 recovered, settled")
        .contains("pid 11: 1", "pid 12: 1", "pid 13: 1")
        .doesNotContain("ten minutes");
    assertThat(text.lines().filter(line -> line.startsWith("response")))
        .singleElement()
        .asString()
        .containsPattern("response +60 ");

    JsonNode json =
        JsonMapper.builder().build().readTree(succeed("stats", "--json", "--group", "orders"));
    assertThat(json.path("source").asText()).isEqualTo("orders");
    assertThat(json.path("completed").asLong()).isEqualTo(60);
    assertThat(json.path("latency").path("responseMicros").path("count").asLong()).isEqualTo(60);
    assertThat(json.path("allEvents").asBoolean()).isTrue();
    assertThat(Stream.of(0, 1, 2).map(at -> json.path("processes").path(at).path("name").asText()))
        .containsExactlyInAnyOrder("pid 11", "pid 12", "pid 13");
  }

  /** A process that stands still does not answer; when it goes on, it is one of the group. */
  @Test
  void shouldConnectAgainToWhoDidNotAnswer() throws Exception {
    LinkAddress behind = new LinkAddress.UnixSocket(home.resolve("door.sock"));
    try (DoorThatOpensLate door =
            new DoorThatOpensLate(
                home.resolve("door.sock"), home.resolve("weir").resolve("orders13.sock"));
        GroupServers servers =
            GroupServers.open(
                new RuntimeFolder(
                    Map.of("XDG_RUNTIME_DIR", home.toString()), System.getProperties()),
                List.of(behind),
                "test",
                "orders")) {
      assertThat(door.visitors()).hasValue(1);
      while (servers.shares().size() < 4) {
        servers.next();
        Thread.sleep(5);
      }
      assertThat(door.visitors()).hasValueGreaterThan(1);
      assertThat(servers.shares())
          .extracting(GroupShare::member)
          .contains("pid 11", "pid 12", "pid 13");
    }
  }

  @Test
  void shouldSayWhichGroupsThereAreWhereOneIsNot() throws Exception {
    group.add("mails", 14, 4);
    CommandRun run = run("stats", "--group", "order");
    assertThat(run.status()).isNotZero();
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsOnlyOnce("\n")
        .contains("no process of a group 'order' answers: there is mails, orders");
    assertThat(run("stats", "--group", "orders", "--source", "weir").err())
        .contains("leave one of them out");
    assertThat(run("workers", "--group", " ").err()).contains("must not be blank");
  }
}
