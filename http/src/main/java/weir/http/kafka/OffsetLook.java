package weir.http.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import weir.http.time.Deadline;

/**
 * What one look found: offsets, which count since the topic was made.
 *
 * <p>It reads the ends of the topic first, what is left of it afterwards, and dead letters last.
 * What arrives in between is in the second figure alone, so that a look can find too few ended,
 * never too many; the next corrects it. A letter is written before its event ends: read any
 * earlier, letters could be too few for what has ended, and a failed event would count as completed
 * for good, as counts never fall.
 *
 * @param end of all partitions
 * @param dead letters
 * @param left events that have not ended
 */
record OffsetLook(long end, long dead, long left) {

  /** So much longer than a member takes to say what has ended that all letters are told of. */
  private static final Duration PAUSE = Duration.ofMillis(300);

  /** Where letters are written all the time, none is known to be the last. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final int TRIES = 10;

  /** What is looked at. */
  interface Offsets {

    /** Where the next event will be, on the sum of all partitions. */
    long end() throws ExecutionException, InterruptedException;

    /** Where the oldest event is that the topic still has, on the same sum. */
    long start() throws ExecutionException, InterruptedException;

    /** What has not ended of the events before {@link #end}, as it was asked for last. */
    long left() throws ExecutionException, InterruptedException;

    /** How many letters have been written. */
    long dead() throws ExecutionException, InterruptedException;
  }

  /** A look, and how many events have come between its ends and what it found left. */
  private record Told(OffsetLook look, long arrived) {

    /** Nothing was under way meanwhile. */
    boolean isOfOneMoment() {
      return arrived == 0 && look.left == 0;
    }
  }

  static OffsetLook take(Offsets offsets) throws ExecutionException, InterruptedException {
    long end = offsets.end();
    long left = offsets.left();
    return new OffsetLook(end, offsets.dead(), left);
  }

  /**
   * Takes one to count from: what is wrong with it is wrong for good. So its letters are older than
   * what it finds left, or an event that has its letter, and has not ended, would count as
   * completed when it does; and as little as can be has arrived meanwhile.
   */
  static OffsetLook first(Offsets offsets) throws ExecutionException, InterruptedException {
    return first(offsets, PAUSE, PATIENCE);
  }

  /** The same, with a pause between two looks, and a patience until their letters are the same. */
  static OffsetLook first(Offsets offsets, Duration pause, Duration patience)
      throws ExecutionException, InterruptedException {
    Deadline deadline = Deadline.in(patience);
    Told last = closest(offsets);
    while (!last.isOfOneMoment() && !deadline.isOver()) {
      long known = last.look.dead;
      TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(pause));
      last = closest(offsets);
      if (last.look.dead == known) {
        break;
      }
    }
    return last.look;
  }

  private static Told closest(Offsets offsets) throws ExecutionException, InterruptedException {
    Told closest = told(offsets);
    for (int tries = 1; tries < TRIES && closest.arrived > 0; tries++) {
      Told next = told(offsets);
      if (next.arrived < closest.arrived) {
        closest = next;
      }
    }
    return closest;
  }

  private static Told told(Offsets offsets) throws ExecutionException, InterruptedException {
    long end = offsets.end();
    long left = offsets.left();
    long arrived = offsets.end() - end;
    long present = Math.max(0, end - offsets.start());
    return new Told(new OffsetLook(end, offsets.dead(), Math.min(left, present)), arrived);
  }
}
