package weir.examples;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import weir.core.worker.ElasticWorkerPool;

/** Bookings of one account are handled one after the other, those of different accounts at once. */
public final class OrderedByKey {

  private static final int ACCOUNTS = 3;

  private OrderedByKey() {}

  /** What is in each slot of the ring, and in each worker's own copy of one. */
  private static final class Booking {
    private int account;
    private long number;

    static boolean move(Booking slot, Booking target) {
      target.account = slot.account;
      target.number = slot.number;
      return true;
    }
  }

  /**
   * Runs the example.
   *
   * @param arguments none
   * @throws InterruptedException if it is interrupted while it waits for the pool
   */
  public static void main(String[] arguments) throws InterruptedException {
    // Plain lists: no two workers are ever at the same account, and the next sees what one has
    // left.
    List<List<Long>> booked =
        IntStream.range(0, ACCOUNTS).<List<Long>>mapToObj(account -> new ArrayList<>()).toList();
    try (ElasticWorkerPool<Booking> pool =
        ElasticWorkerPool.builder(
                Booking::new,
                Booking::move,
                workerIndex -> (Booking booking) -> booked.get(booking.account).add(booking.number))
            .maxWorkers(4)
            .ordered(booking -> booking.account)
            .buildWorkers()) {
      pool.resizeTo(4);
      for (int i = 0; i < 15; i++) {
        pool.tryPublish(
            (booking, sequence) -> {
              booking.account = (int) (sequence % ACCOUNTS);
              booking.number = sequence;
            });
      }
      pool.awaitDrained(Duration.ofSeconds(30));
    }
    for (int account = 0; account < ACCOUNTS; account++) {
      System.out.println("account " + account + ": " + booked.get(account));
    }
  }
}
