package weir.core.worker;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Two workers add to what the lock of an ordered pool guards. */
@JCStressTest
@Outcome(id = "2", expect = ACCEPTABLE, desc = "One after the other")
@Outcome(expect = FORBIDDEN, desc = "Both held the lock, or one did not see what the other wrote")
@State
public class ClaimLockStress {

  private final ClaimLock lock = new ClaimLock();
  private int guarded;

  /** A worker. */
  @Actor
  public void one() {
    add();
  }

  /** Another. */
  @Actor
  public void other() {
    add();
  }

  private void add() {
    lock.acquire();
    guarded++;
    lock.release();
  }

  /** Afterwards. */
  @Arbiter
  public void sum(I_Result result) {
    result.r1 = guarded;
  }
}
