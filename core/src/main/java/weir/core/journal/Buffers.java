package weir.core.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The memory that events wait in until they are written, where files are not mapped: as large as a
 * segment each, few, and used again and again. Thread-safe.
 */
final class Buffers {

  /** One that is filled, one to be filled next, and one that the disk is behind with. */
  private static final int MOST = 3;

  private final int bytes;

  @GuardedBy("this")
  private final ArrayDeque<ByteBuffer> idle = new ArrayDeque<>();

  @GuardedBy("this")
  private int made;

  /** Whether there was no memory for the last. Only by the thread that makes ready. */
  private boolean scarce;

  /**
   * Makes the first two.
   *
   * @param bytes of each
   */
  Buffers(int bytes) {
    this.bytes = bytes;
    makeReady();
    add(allocate());
  }

  /**
   * Sees to it that there is one to take, if there may be one more. Not for hasty threads. Two do
   * where there is no memory for a third.
   *
   * @throws OutOfMemoryError if there is none for the first
   */
  void makeReady() {
    boolean needed;
    synchronized (this) {
      if (!idle.isEmpty() || made == MOST || scarce) {
        return;
      }
      needed = made < MOST - 1;
    }
    try {
      add(allocate());
    } catch (OutOfMemoryError e) {
      if (needed) {
        throw e;
      }
      scarce = true;
    }
  }

  private ByteBuffer allocate() {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private synchronized void add(ByteBuffer buffer) {
    made++;
    idle.add(buffer);
  }

  /** One with anything in it; null if all are taken. */
  synchronized @Nullable ByteBuffer take() {
    return idle.poll();
  }

  synchronized void giveBack(ByteBuffer buffer) {
    idle.add(buffer);
  }
}
