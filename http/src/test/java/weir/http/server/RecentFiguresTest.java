package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.link.Command.ResetStatistics;
import weir.core.link.Command.ResizeWorkers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

@Timeout(60)
class RecentFiguresTest {

  private final GatedHandler handler = new GatedHandler();
  private final Pipeline<HttpEvent> pipeline =
      HttpEvent.pipeline(PipelineSettings.defaults(), handler);
  private final RecentFigures figures = new RecentFigures(pipeline);

  @AfterEach
  void close() {
    handler.open();
    pipeline.close();
  }

  @Test
  void shouldBeNewAfterEachChange() throws Exception {
    assertThat(figures.areAtHand()).isFalse();
    assertThat(answer()).isEqualTo("0 accepted of 0, 1 workers, 0 resets");

    pipeline.publish(HttpEvent.of(new byte[0]));
    handler.payloads.take();
    assertThat(answer()).isEqualTo("1 accepted of 1, 1 workers, 0 resets");

    pipeline.execute(new ResizeWorkers(2));
    assertThat(answer()).isEqualTo("1 accepted of 1, 2 workers, 0 resets");

    pipeline.execute(new ResetStatistics());
    assertThat(answer()).isEqualTo("1 accepted of 1, 2 workers, 1 resets");
  }

  @Test
  void shouldBeMadeAnewThoughNothingChanges() {
    byte[] first = bytes();
    while (figures.areAtHand()) {
      assertThat(bytes()).isNotNull();
    }
    assertThat(bytes()).isNotSameAs(first).isEqualTo(first);
  }

  /** Its busy time rises all the while, and is the passing of time. */
  @Test
  void shouldServeAgainWhileAWorkerIsBusy() throws Exception {
    pipeline.publish(HttpEvent.of(new byte[0]));
    handler.payloads.take();
    Set<byte[]> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    while (seen.add(bytes())) {
      Thread.onSpinWait();
    }
  }

  @Test
  void shouldKeepEachFormApart() {
    bytes();
    assertThat(figures.answer("another", (totals, snapshot) -> new byte[] {7})).containsExactly(7);
    assertThat(answer()).startsWith("0 accepted");
  }

  private String answer() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  private byte[] bytes() {
    return figures.answer(
        "text",
        (totals, snapshot) ->
            (snapshot.ledger().accepted()
                    + " accepted of "
                    + totals.accepted()
                    + ", "
                    + snapshot.workers().orElseThrow().requested()
                    + " workers, "
                    + snapshot.resets()
                    + " resets")
                .getBytes(StandardCharsets.UTF_8));
  }
}
