package weir.core.worker;

import com.lmax.disruptor.Sequence;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import weir.core.fault.StackRoom;

/**
 * Sees to it that one idle worker at most is woken at a time: only who has the token may wake. It
 * moves here and nowhere else.
 *
 * <pre>
 *                    begin                 wakeOne
 *   a worker's  ◀──────────────  free  ──────────────▶  a signaller's
 *       │  ▲                     ▲  ▲                      │     │
 *       │  │     settle, end     │  │     nobody is idle   │     │
 *       └──┼─────────────────────┘  └──────────────────────┘     │
 *          └─────────────────────────────────────────────────────┘
 *              the signaller clears the worker's bit in the idle set, and unparks it
 * </pre>
 *
 * While somebody has the token, signals wake nobody and are left to the holder. So whoever gives it
 * back looks once more for work, and wakes the next worker if there is some.
 *
 * <p>No wake-up is lost (Dekker): a publisher reserves its slot, an atomic update of the ring's
 * cursor, and later reads the idle set and the token (volatile); a worker sets its bit and gives
 * back the token, then a full fence, then reads the cursor. At least one of them sees the other. So
 * publishing needs no fence of its own, and a worker has to look for slots that are
 * <em>reserved</em>: the publisher of such a slot may have read the idle set already. While there
 * is one, workers that are about to park look again after {@linkplain
 * WakeOneWaitStrategy#awaitPublication a moment}.
 *
 * <p>The idea of waking a single searcher is that of the Go scheduler's spinning threads and of
 * ForkJoinPool's signalWork.
 */
final class SearchToken {

  /** 1 while somebody has the token. Padded, as publishers read it. */
  private final Sequence taken = new Sequence(0);

  private final IdleSet idle;

  SearchToken(IdleSet idle) {
    this.idle = idle;
    wakeNobody();
  }

  /**
   * The JVM links code at its first use, which at the end of a stack would need much more of it.
   */
  private void wakeNobody() {
    idle.enter(0, null);
    wakeOne();
    giveBack();
  }

  boolean isFree() {
    return taken.get() == 0;
  }

  /**
   * Wakes one idle worker and hands it the token, unless somebody has it already. The caller has
   * made a full fence or a volatile write since the work it wants done was reserved.
   */
  void wakeOne() {
    while (!idle.isEmpty() && isFree()) {
      // A thread whose stack ends in the middle would take the token with it for ever.
      StackRoom.requireToWake();
      if (!tryTake()) {
        return;
      }
      int place = idle.takeAny();
      if (place >= 0) {
        LockSupport.unpark(idle.threadAt(place));
        return;
      }
      // Every bit was taken back by its worker. A worker may have gone idle since, while signals
      // were left to this holder: look again.
      giveBack();
    }
  }

  private boolean tryTake() {
    return isFree() && taken.compareAndSet(0, 1);
  }

  private void giveBack() {
    taken.set(0);
    VarHandle.fullFence();
  }

  /** What the worker at a place has to do with the token. */
  Search searchAt(int place) {
    return new Search(place);
  }

  /**
   * Where one worker stands.
   *
   * <pre>
   *   WORKING ─── begin ───▶ LOOKING ─────── settle ──────▶ IDLE
   *      │                     ▲ │                          │ │
   *      │ begin:              │ │      rise: by itself     │ │
   *      │ it takes            └─┼──────────────────────────┘ │
   *      │ the token             │ begin: it takes the token  │
   *      └───────────────────────┴────▶ SEARCHING ◀───────────┘
   *                                        │   rise: woken, and given the token
   *                                        └── settle: it gives the token back ──▶ IDLE
   *
   *   end, from anywhere: WORKING; it gives back the token, if it has it
   * </pre>
   *
   * A worker has the token while it is SEARCHING, and its bit in the idle set while it is IDLE,
   * unless a signaller has cleared that: then the token is the worker's, who learns it when it
   * rises. The dispatcher of a {@link TaskPerEventPool} never looks: it goes from WORKING to IDLE
   * and back. Confined to the worker's thread, but for {@link #isIdle()}.
   */
  final class Search {

    // No enum: a reference stored costs the collector's barrier, for each search.
    private static final int WORKING = 0;
    private static final int LOOKING = 1;
    private static final int SEARCHING = 2;
    private static final int IDLE = 3;

    private final int place;

    /** Who has not claimed anything yet has others to wake with its first claim. */
    private int state = LOOKING;

    private Search(int place) {
      this.place = place;
    }

    /**
     * Looks for work from now on, with the token if that is free.
     *
     * @return whether this worker has the token
     */
    boolean begin() {
      if (state != SEARCHING) {
        state = tryTake() ? SEARCHING : LOOKING;
      }
      return state == SEARCHING;
    }

    /** Looks for work from now on, without the token. The caller is working. */
    void beginWithoutToken() {
      state = LOOKING;
    }

    /**
     * Enters the calling worker in the idle set, and gives back the token if it has it, with a full
     * fence. The caller then looks for work once more, before it parks.
     */
    void settle() {
      idle.enter(place, Thread.currentThread());
      if (state == SEARCHING) {
        // After the bit: signals that were left to this worker until now can wake it.
        giveBack();
      }
      state = IDLE;
    }

    /** Whether the worker's bit is set. May be called by any thread. */
    boolean isIdle() {
      return idle.contains(place);
    }

    /**
     * Takes the calling worker out of the idle set. If a signaller was faster, it has the token.
     */
    void rise() {
      if (state == IDLE) {
        state = idle.leave(place) ? LOOKING : SEARCHING;
      }
    }

    /** Whether the worker has looked for work since it last {@linkplain #end() passed it on}. */
    boolean isOn() {
      return state != WORKING;
    }

    /**
     * Ends the search, because work was found or the worker is leaving. The caller then looks for
     * more work, and {@linkplain #wakeOne() wakes the next worker} for it.
     */
    void end() {
      rise();
      if (state == SEARCHING) {
        giveBack();
      }
      state = WORKING;
    }
  }
}
