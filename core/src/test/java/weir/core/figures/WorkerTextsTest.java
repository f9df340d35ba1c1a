package weir.core.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkerTextsTest {

  private static WorkerFigures worker(int place, String thread) {
    return new WorkerFigures(place, thread, WorkerFigures.State.IDLE, 0, 1, 2, 3);
  }

  @Test
  void shouldShowNothingOfAThreadsNameThatCannotBeSeen() {
    assertThat(worker(0, "a\u001b[31m\nb").thread()).isEqualTo("a?[31m?b");
    assertThat(worker(0, "x".repeat(1_000)).thread()).hasSize(64).endsWith("…");
    assertThat(worker(0, "😀".repeat(40)).thread()).hasSizeLessThanOrEqualTo(64).contains("?…");
  }

  @Test
  void shouldShowTheFirstWorkersWhereThereAreTooMany() {
    List<WorkerFigures> all =
        IntStream.range(0, 300).mapToObj(place -> worker(place, "w" + place)).toList();
    Snapshot bare = Samples.bare(1);
    Snapshot full =
        new Snapshot(
            bare.source(),
            1,
            1,
            1,
            0,
            bare.ledger(),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.of(all),
            Optional.empty(),
            OptionalLong.empty(),
            bare.sinceReset(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Interval.EMPTY);
    assertThat(full.workerFigures()).contains(all.subList(0, WorkerFigures.MOST));
    assertThat(full.asPast().workerFigures()).isEmpty();
  }

  @Test
  void shouldTellTheBusyShareOfAnySpan() {
    WorkTime start = new WorkTime(100, 400);
    assertThat(new WorkTime(250, 600).busyShareSince(start)).isEqualTo(0.75);
    assertThat(new WorkTime(400, 600).busyShareSince(start)).as("at most all of it").isOne();
    assertThat(new WorkTime(100, 400).busyShareSince(start)).isNaN();
  }

  @Test
  void shouldCutTheTextsOfAChange() {
    Change change =
        new Change("weir", 1, 2, 3, Change.Kind.OTHER, "w\n", "f".repeat(999), "t\u202e");
    assertThat(change.who()).isEqualTo("w?");
    assertThat(change.from()).hasSize(Change.MAX_TEXT_LENGTH);
    assertThat(change.to()).isEqualTo("t?");
  }
}
