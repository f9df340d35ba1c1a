package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Capabilities;
import weir.core.figures.Interval;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkListener;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.Recording;
import weir.core.link.ServerInfo;

/**
 * {@code weir record} on a recording of which no source was there all the time: {@code orders} ends
 * and comes again, with {@code batch} in between.
 */
@Timeout(60)
class RecordedSourcesTest {

  @TempDir private Path folder;

  @BeforeEach
  void record() throws Exception {
    try (LinkServer server =
        LinkServer.open(
            new LinkAddress.UnixSocket(folder.resolve("s")), new ServerInfo(1, 1_000))) {
      PublishedSource orders = add(server, "orders");
      server.record(path());
      orders.publish(snapshot("orders", 100_000, 700));
      awaitNumber(700);
      orders.close();
      PublishedSource batch = add(server, "batch");
      batch.publish(snapshot("batch", 50, 11));
      awaitNumber(11);
      batch.close();
      PublishedSource again = add(server, "orders");
      again.publish(snapshot("orders", 50, 3));
      awaitNumber(3);
      // A block after that: the last one starts with the list without the batch.
      again.publish(snapshot("orders", 1_050, 4));
      awaitNumber(4);
    }
  }

  private Path path() {
    return folder.resolve("run.weir");
  }

  private static PublishedSource add(LinkServer server, String name) throws Exception {
    return server.add(
        new Source(
            name, SourceKind.EXECUTOR, Optional.empty(), OptionalInt.empty(), Capabilities.NONE),
        command -> new CommandOutcome.Accepted());
  }

  private static Snapshot snapshot(String source, long uptimeMillis, long ended) {
    return new Snapshot(
        source,
        ended,
        uptimeMillis,
        TimeUnit.MILLISECONDS.toNanos(uptimeMillis),
        0,
        new Ledger(ended, ended, 0, 0, 0, 0),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        LatencySummary.ABSENT,
        Optional.empty(),
        Optional.empty(),
        Interval.EMPTY);
  }

  /** A source that came and went before the recorder heard of it would not be in the recording. */
  private void awaitNumber(long number) throws Exception {
    Set<Long> read = new HashSet<>();
    LinkListener listener =
        new LinkListener() {
          @Override
          public void onSnapshot(Snapshot snapshot) {
            read.add(snapshot.number());
          }

          @Override
          public void onClosed(String reason) {}
        };
    while (!read.contains(number)) {
      Thread.sleep(10);
      try (Recording recording = Recording.open(path())) {
        while (recording.next(listener)) {}
      }
    }
  }

  @Test
  void shouldKnowSourcesThatComeAndGo() {
    CommandRun batch =
        CommandRun.of("record", "export", path().toString(), "--csv", "--source", "batch");
    assertThat(batch.status()).as(batch.err()).isZero();
    assertThat(batch.out()).hasLineCount(2).contains(",batch,");
    // Nobody measures its times: five clocks and the hiccups have no count and no percentile.
    assertThat(batch.out().strip()).endsWith(",".repeat(6 * 6));
    assertThat(CommandRun.of("record", "export", path().toString(), "--csv", "--source", "x").err())
        .contains("no source 'x': it holds orders, batch");

    assertThat(CommandRun.of("record", "info", path().toString()).out())
        .contains("source orders: another of its name meanwhile; at the end accepted 4 ");
  }
}
