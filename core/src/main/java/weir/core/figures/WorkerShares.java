package weir.core.figures;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Shares workers out among the processes of a group. */
public final class WorkerShares {

  private WorkerShares() {}

  /**
   * A process that can be resized.
   *
   * @param requested workers that are requested of it now
   * @param range how many it can have
   */
  public record Place(int requested, WorkerRange range) {}

  /**
   * How many there can be in all.
   *
   * @param places the processes
   * @return the sums of their bounds
   */
  public static WorkerRange range(List<Place> places) {
    long least = places.stream().mapToLong(place -> place.range.least()).sum();
    long most = places.stream().mapToLong(place -> place.range.most()).sum();
    return new WorkerRange(
        (int) Math.min(least, Integer.MAX_VALUE), (int) Math.min(most, Integer.MAX_VALUE));
  }

  /**
   * Shares a number out evenly, within the bounds of each; what is left over goes to those that
   * have the most now, one each.
   *
   * @param total workers in all
   * @param places the processes
   * @return a number for each, in their order, which add up to the total
   * @throws IllegalArgumentException if so many can't be shared out; the message says how many can
   */
  public static List<Integer> of(int total, List<Place> places) {
    range(places).check(total, "workers of the group");
    int level = level(total, places);
    int[] shares = places.stream().mapToInt(place -> share(place, level)).toArray();
    List<Integer> withMost =
        IntStream.range(0, shares.length)
            .boxed()
            .filter(i -> shares[i] == level && shares[i] < places.get(i).range.most())
            .sorted(Comparator.comparingInt((Integer i) -> -places.get(i).requested))
            .toList();
    int left = total - IntStream.of(shares).sum();
    withMost.stream().limit(left).forEach(i -> shares[i]++);
    return IntStream.of(shares).boxed().toList();
  }

  /** The highest at which there are not too many. */
  private static int level(int total, List<Place> places) {
    int low = 0;
    int high = total;
    while (low < high) {
      int middle = low + (high - low + 1) / 2;
      if (places.stream().mapToLong(place -> share(place, middle)).sum() <= total) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private static int share(Place place, int level) {
    return Math.max(place.range.least(), Math.min(level, place.range.most()));
  }
}
