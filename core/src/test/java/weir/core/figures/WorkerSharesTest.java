package weir.core.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.WorkerShares.Place;

@Timeout(60)
class WorkerSharesTest {

  private static Place place(int requested, int most) {
    return new Place(requested, new WorkerRange(0, most));
  }

  @Test
  void shouldShareOutEvenly() {
    List<Place> three = List.of(place(1, 64), place(5, 64), place(0, 64));
    assertThat(WorkerShares.of(9, three)).containsExactly(3, 3, 3);
    assertThat(WorkerShares.of(0, three)).containsExactly(0, 0, 0);
  }

  @Test
  void shouldGiveWhatIsLeftOverToThoseWithTheMost() {
    List<Place> three = List.of(place(1, 64), place(5, 64), place(2, 64));
    assertThat(WorkerShares.of(7, three)).containsExactly(2, 3, 2);
    assertThat(WorkerShares.of(8, three)).containsExactly(2, 3, 3);
    assertThat(WorkerShares.of(1, three)).containsExactly(0, 1, 0);
  }

  @Test
  void shouldRespectEachOnesBounds() {
    List<Place> places = List.of(place(1, 2), new Place(5, new WorkerRange(3, 9)), place(2, 64));
    assertThat(WorkerShares.range(places)).isEqualTo(new WorkerRange(3, 75));
    assertThat(WorkerShares.of(3, places)).containsExactly(0, 3, 0);
    assertThat(WorkerShares.of(20, places)).containsExactly(2, 9, 9);
    assertThat(WorkerShares.of(75, places)).containsExactly(2, 9, 64);
    assertThatThrownBy(() -> WorkerShares.of(76, places))
        .hasMessage("workers of the group must be from 3 to 75, and 76 is not");
    assertThatThrownBy(() -> WorkerShares.of(1, List.of()))
        .hasMessage("workers of the group must be from 0 to 0, and 1 is not");
  }

  @Test
  void shouldAddUpAndDifferByOneAtMostWhereNoBoundIsInTheWay() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      List<Place> places =
          Stream.generate(
                  () -> {
                    int least = random.nextInt(3);
                    return new Place(
                        random.nextInt(50), new WorkerRange(least, least + random.nextInt(40)));
                  })
              .limit(1 + random.nextInt(8))
              .toList();
      WorkerRange range = WorkerShares.range(places);
      int total = range.least() + random.nextInt(range.most() - range.least() + 1);
      List<Integer> shares = WorkerShares.of(total, places);
      assertThat(shares.stream().mapToInt(Integer::intValue).sum())
          .as("seed " + seed)
          .isEqualTo(total);
      int[] free =
          IntStream.range(0, places.size())
              .filter(i -> shares.get(i) > places.get(i).range().least())
              .filter(i -> shares.get(i) < places.get(i).range().most())
              .map(shares::get)
              .toArray();
      if (free.length > 0) {
        assertThat(IntStream.of(free).max().orElse(0) - IntStream.of(free).min().orElse(0))
            .as("seed " + seed)
            .isLessThanOrEqualTo(1);
      }
      for (int i = 0; i < places.size(); i++) {
        places.get(i).range().check(shares.get(i), "seed " + seed);
      }
    }
  }
}
