package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a process begins to count from, against offsets that move while it looks. */
@Timeout(10)
class OffsetLookTest {

  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(5);

  /** Goes on by a step whenever what is left is asked for: that is when a broker says it. */
  private static final class Moving implements OffsetLook.Offsets {

    private final List<OffsetLook> steps = new ArrayList<>();
    private long start;
    private int at;

    private Moving then(long end, long dead, long left) {
      steps.add(new OffsetLook(end, dead, left));
      return this;
    }

    private OffsetLook now() {
      return steps.get(Math.min(at, steps.size() - 1));
    }

    @Override
    public long end() {
      return now().end();
    }

    @Override
    public long start() {
      return start;
    }

    @Override
    public long left() {
      at++;
      return now().left();
    }

    @Override
    public long dead() {
      return now().dead();
    }
  }

  @Test
  void shouldBeDoneAtOnceWhereNothingIsUnderWay() throws Exception {
    Moving offsets = new Moving().then(9, 2, 0).then(9, 2, 0).then(99, 0, 0);

    assertThat(OffsetLook.first(offsets, LONG, LONG)).isEqualTo(new OffsetLook(9, 2, 0));
  }

  /** Else the event counts as completed when it ends, as its letter is older than the count. */
  @Test
  void shouldBeginWhenEventsWithLettersHaveEnded() throws Exception {
    Moving offsets = new Moving().then(5, 0, 1).then(5, 1, 1).then(5, 1, 0);

    assertThat(OffsetLook.first(offsets, PAUSE, LONG)).isEqualTo(new OffsetLook(5, 1, 0));
  }

  @Test
  void shouldWaitUntilNoMoreLettersCome() throws Exception {
    Moving offsets =
        new Moving().then(9, 0, 9).then(9, 1, 8).then(9, 2, 7).then(9, 2, 7).then(9, 5, 0);

    assertThat(OffsetLook.first(offsets, PAUSE, LONG)).isEqualTo(new OffsetLook(9, 2, 7));
  }

  @Test
  void shouldNotWaitForEverForLetters() throws Exception {
    Moving offsets = new Moving();
    for (int letters = 0; letters < 10_000; letters++) {
      offsets.then(10_000, letters, 10_000 - letters);
    }

    OffsetLook first = OffsetLook.first(offsets, PAUSE, Duration.ZERO);

    assertThat(first).isEqualTo(new OffsetLook(10_000, 1, 9_999));
  }

  /** What arrives between ends and what is left is in the second alone, and would stay there. */
  @Test
  void shouldBeginWhereTheLeastHasArrivedMeanwhile() throws Exception {
    Moving offsets = new Moving();
    long end = 100;
    for (int step = 0; step < 100; step++) {
      offsets.then(end, 0, end - 50);
      end += step % 4 == 2 ? 1 : 8;
    }

    OffsetLook first = OffsetLook.first(offsets, PAUSE, LONG);

    assertThat(first.end() - first.left()).as("what had ended").isBetween(49L, 50L);
  }

  @Test
  void shouldNotFindMoreLeftThanThereIs() throws Exception {
    Moving offsets = new Moving().then(100, 0, 70).then(101, 0, 71);
    offsets.start = 30;
    for (int later = 2; later < 50; later++) {
      offsets.then(100 + later, 0, 70 + later);
    }

    OffsetLook first = OffsetLook.first(offsets, PAUSE, LONG);

    assertThat(first.left()).isEqualTo(first.end() - 30);
  }
}
