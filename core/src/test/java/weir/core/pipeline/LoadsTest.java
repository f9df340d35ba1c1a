package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Change;
import weir.core.figures.LoadFigures;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;

/** What a pipeline makes of a generator of loads, which stands in for a server's. */
@Timeout(60)
class LoadsTest {

  private static final Command START = new Command.StartLoad(Map.of("poisson", "500"));
  private static final Command STOP = new Command.StopLoad();

  private final Pipeline<String> pipeline =
      Pipeline.start(PipelineSettings.defaults(), (name, event) -> {});
  private final List<Consumer<String>> ends = new ArrayList<>();
  private final List<Change> told = new ArrayList<>();
  private boolean underWay;

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void shouldHaveNoLoadWithoutAGenerator() {
    assertThat(pipeline.source().capabilities().load()).isFalse();
    assertThat(pipeline.snapshot().load()).isEmpty();
    assertThat(refusal(START)).contains("weir load");
    assertThat(refusal(STOP)).contains("weir load");
  }

  @Test
  void shouldTellOfEachStartAndStopWithWhoItWas() {
    generate();
    assertThat(pipeline.source().capabilities().load()).isTrue();

    assertThat(pipeline.execute(START, "ann")).isInstanceOf(CommandOutcome.Accepted.class);
    assertThat(pipeline.snapshot().load().orElseThrow().what()).isEqualTo("poisson 500");
    assertThat(refusal(START)).contains("already");
    assertThat(pipeline.execute(STOP, "bob")).isInstanceOf(CommandOutcome.Accepted.class);
    // It was told that it ended.
    ends.getFirst().accept("");
    assertThat(refusal(STOP)).contains("no load");

    assertThat(told).extracting(Change::kind).containsOnly(Change.Kind.OTHER);
    assertThat(told).extracting(Change::who).containsExactly("ann", "bob");
    assertThat(told).extracting(Change::from).containsExactly("no load", "load poisson 500");
    assertThat(told).extracting(Change::to).containsExactly("load poisson 500", "no load");
  }

  @Test
  void shouldTellOfALoadThatEndsByItself() {
    generate();
    pipeline.execute(START, "ann");
    underWay = false;
    ends.getFirst().accept("its generator was killed");
    pipeline.execute(START, "ann");
    // The end of the first one again: it is not the second's.
    ends.getFirst().accept("");

    assertThat(told).extracting(Change::who).containsExactly("ann", Change.ITSELF, "ann");
    assertThat(told)
        .extracting(Change::to)
        .containsExactly(
            "load poisson 500", "no load: its generator was killed", "load poisson 500");
  }

  private String refusal(Command command) {
    return ((CommandOutcome.Refused) pipeline.execute(command, "ann")).reason();
  }

  private void generate() {
    pipeline.addSink(
        new SnapshotSink() {
          @Override
          public void publish(Snapshot snapshot) {}

          @Override
          public boolean hasReceivers() {
            return true;
          }

          @Override
          public void tell(Change change) {
            told.add(change);
          }
        });
    pipeline.sendLoadsWith(
        new LoadGenerator() {
          @Override
          public String start(Map<String, String> settings, Consumer<String> ended) {
            if (underWay) {
              throw new IllegalStateException("there is a load already");
            }
            underWay = true;
            ends.add(ended);
            return "poisson 500";
          }

          @Override
          public void stop() {
            if (!underWay) {
              throw new IllegalStateException("there is no load");
            }
            underWay = false;
          }

          @Override
          public Optional<LoadFigures> figures() {
            return Optional.of(LoadFigures.starting("poisson 500"));
          }
        });
  }
}
