package weir.desktop.view;

import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import weir.desktop.model.RecordedTime;

/** Lets a recording play by the viewer's clock. FX thread only. */
final class PlayClock extends AnimationTimer {

  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final RecordedTime recorded;
  private long beforeNanos;

  private PlayClock(RecordedTime recorded) {
    this.recorded = recorded;
  }

  /** Runs while the recording plays. */
  static void on(RecordedTime recorded) {
    PlayClock clock = new PlayClock(recorded);
    recorded
        .playingProperty()
        .subscribe(
            playing -> {
              if (playing) {
                clock.start();
              } else {
                clock.stop();
              }
            });
  }

  @Override
  public void start() {
    beforeNanos = System.nanoTime();
    super.start();
  }

  @Override
  public void handle(long frameNanos) {
    long now = System.nanoTime();
    if (now - beforeNanos >= TICK_NANOS) {
      recorded.play(now - beforeNanos);
      beforeNanos = now;
    }
  }
}
