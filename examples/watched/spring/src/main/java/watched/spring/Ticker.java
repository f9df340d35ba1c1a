package watched.spring;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import watched.witness.Waits;

/** Ten times a second; one in three is late, as the one before takes too long. */
@Component
public class Ticker {

  private static final long PERIOD_MILLIS = 100;

  private final Waits waits;

  /**
   * When the first was due. No tick starts before it is due, so none has been too early for this.
   * Confined to the scheduler's thread.
   */
  private long originNanos;

  /** Confined to the scheduler's thread. */
  private long ticks;

  Ticker(Waits waits) {
    this.waits = waits;
  }

  @Scheduled(fixedRate = PERIOD_MILLIS)
  void tick() throws InterruptedException {
    long sinceFirstNanos = ticks * PERIOD_MILLIS * 1_000_000;
    long originAtLatestNanos = System.nanoTime() - sinceFirstNanos;
    if (ticks == 0 || originAtLatestNanos - originNanos < 0) {
      originNanos = originAtLatestNanos;
    }
    waits.started("scheduling", originNanos + sinceFirstNanos);
    ticks++;
    if (ticks % 3 == 0) {
      Thread.sleep(PERIOD_MILLIS + PERIOD_MILLIS / 2);
    }
  }
}
