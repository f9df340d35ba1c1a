package weir.core.link;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Records what a server shows to its clients, from outside: the file is this program's, and the
 * server has one client more. For servers that keep no recordings of their own, such as a program
 * that is only watched. Thread-safe.
 */
public final class OutsideRecorder implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Recorder recorder;
  private final CountDownLatch ended;

  /** How it stands. Written by the recorder's threads. */
  private volatile RecordingStatus status = RecordingStatus.NONE;

  private OutsideRecorder(LinkAddress address, Path file, long uptimeNanos) throws LinkException {
    ended = new CountDownLatch(1);
    recorder = Recorder.start(file, address, uptimeNanos, this::note);
  }

  private void note(RecordingStatus now) {
    if (now.isOn()) {
      status = now;
    } else {
      ended.countDown();
    }
  }

  /**
   * Starts to record.
   *
   * @param address of the server
   * @param file a file that does not exist yet; only its owner can read it
   * @return the recorder; closing it ends the recording
   * @throws IllegalArgumentException if the file can't be made; the message says why and what to do
   * @throws LinkException if there is no server, or it takes no more clients; the message says why
   */
  public static OutsideRecorder start(LinkAddress address, Path file) throws LinkException {
    long startedMillis;
    try (LinkClient client =
        LinkClient.connect(address, "recorder", PATIENCE, LinkListener.IGNORE)) {
      startedMillis = client.server().startedEpochMillis();
    }
    long uptimeMillis = Math.max(0, System.currentTimeMillis() - startedMillis);
    return new OutsideRecorder(address, file, TimeUnit.MILLISECONDS.toNanos(uptimeMillis));
  }

  /**
   * How it stands.
   *
   * @return as of the last block, which is at most a second ago, or of its end
   */
  public RecordingStatus status() {
    return status;
  }

  /**
   * Waits until the server has ended, or nothing can be recorded any more.
   *
   * @param time how long at most
   * @return whether it has ended
   * @throws InterruptedException if the calling thread is interrupted
   */
  public boolean awaitEnd(Duration time) throws InterruptedException {
    return ended.await(time.toMillis(), TimeUnit.MILLISECONDS) || recorder.hasEnded();
  }

  /** Writes what was shown until now, and ends. Idempotent. */
  @Override
  public void close() {
    recorder.close();
  }
}
