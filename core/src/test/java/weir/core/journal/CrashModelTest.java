package weir.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random lives of a journal, ended by chance, against what a list of events would know. */
@Timeout(60)
class CrashModelTest {

  private static final int LIVES = 4;
  private static final int SEGMENTS = 6;

  /** What the outside knows of one journal over its lives. */
  private static final class Model {
    final Map<Long, String> appended = new HashMap<>();
    final Set<Long> ended = new HashSet<>();
    final Set<Long> safe = ConcurrentHashMap.newKeySet();
  }

  private final AutoCloseable loud = Journals.quiet();

  @AfterEach
  void logAgain() throws Exception {
    loud.close();
  }

  private final SplittableRandom seeds = new SplittableRandom(Long.getLong("weir.journal.seed", 0));

  static LongStream seeds() {
    long given = Long.getLong("weir.journal.seed", 0);
    long first = given == 0 ? System.nanoTime() : given;
    return LongStream.range(
        first, first + (given == 0 ? Integer.getInteger("weir.journal.lives", 30) : 1));
  }

  /** Power fails: what was told to be safe is there, whatever became of the pages. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldRecoverWhatIsSafeAfterPowerLoss(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Model model = new Model();
    MemoryStorage disk = new MemoryStorage();
    for (int life = 0; life < LIVES; life++) {
      MemoryStorage running = disk;
      DiskJournal journal =
          Journals.open(Journals.settings(new SyncPolicy.Always(), SEGMENTS), running);
      look(journal, model, seed, life);
      live(journal, running, model, random);
      Set<Long> knownToHaveEnded = new HashSet<>(model.ended);
      synchronized (running) {
        knownToHaveEnded.removeIf(id -> !running.knowsEnded(id));
        disk = running.afterPowerLoss(random);
      }
      Journals.close(journal);
      ended = knownToHaveEnded;
    }
    DiskJournal journal = Journals.open(Journals.settings(new SyncPolicy.Always(), SEGMENTS), disk);
    look(journal, model, seed, LIVES);
    journal.close();
  }

  /** Ends that were on the disk at the last crash. */
  private Set<Long> ended = new HashSet<>();

  private void look(DiskJournal journal, Model model, long seed, int life) throws JournalException {
    Map<Long, String> found = Journals.recovered(journal);
    List<Long> lost = new ArrayList<>(model.safe);
    lost.removeAll(model.ended);
    lost.removeAll(found.keySet());
    assertThat(lost).as("safe and lost: seed %d, life %d", seed, life).isEmpty();
    assertThat(found.keySet())
        .as("ended, and that was forced: seed %d, life %d", seed, life)
        .doesNotContainAnyElementsOf(ended.isEmpty() ? Set.of(-1L) : ended);
    found.forEach(
        (id, text) ->
            assertThat(text).as("event %d, seed %d", id, seed).isEqualTo(model.appended.get(id)));
    assertThat(journal.recovered()).isEqualTo(found.size());
    // An event that nobody knows to be safe may be gone, and its id given again.
    model.appended.keySet().retainAll(found.keySet());
    model.safe.clear();
    model.safe.addAll(found.keySet());
    model.ended.clear();
  }

  private static void live(
      DiskJournal journal, MemoryStorage disk, Model model, SplittableRandom random)
      throws Exception {
    List<Long> open = new ArrayList<>(model.appended.keySet());
    int steps = random.nextInt(1, 120);
    for (int step = 0; step < steps; step++) {
      int what = random.nextInt(10);
      if (what < 6) {
        String text = "e" + step + "-" + "x".repeat(random.nextInt(1 << random.nextInt(10)));
        long id = journal.append(Journals.bytes(text), step);
        if (id >= 0) {
          model.appended.put(id, text);
          open.add(id);
          if (random.nextInt(3) > 0) {
            journal.whenSafe(
                id,
                known -> {
                  if (known) {
                    model.safe.add(id);
                  }
                });
          }
        }
      } else if (what < 9 && !open.isEmpty()) {
        long id = open.remove(random.nextInt(open.size()));
        model.ended.add(id);
        journal.end(id);
      } else if (random.nextInt(3) == 0) {
        disk.writeBack(random);
      } else if (random.nextInt(3) == 0) {
        Thread.sleep(1);
      }
    }
  }

  /**
   * Only the process ends. What is stored through a mapping is there, each event; what waits to be
   * written is gone from some event on, none of which was safe.
   */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void shouldRecoverWhatWasInFlightAfterAKill(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    SyncPolicy[] policies = {
      new SyncPolicy.Always(),
      new SyncPolicy.Interval(Duration.ofMillis(1)),
      new SyncPolicy.OperatingSystem()
    };
    Model model = new Model();
    boolean mayLose = false;
    MemoryStorage disk = new MemoryStorage();
    for (int life = 0; life < LIVES; life++) {
      SyncPolicy policy = policies[random.nextInt(policies.length)];
      DiskJournal journal = Journals.open(Journals.settings(policy, SEGMENTS), disk);
      Map<Long, String> found = Journals.recovered(journal);
      if (mayLose) {
        assertThat(found.keySet()).as("seed %d", seed).containsAll(model.safe);
        long last = found.keySet().stream().mapToLong(id -> id).max().orElse(-1);
        model.appended.keySet().removeIf(id -> id > last);
      }
      assertThat(found).as("seed %d, life %d", seed, life).isEqualTo(model.appended);
      assertThat(journal.damage()).isEmpty();
      assertThat(journal.figures().tornBytes()).isZero();
      model.safe.clear();
      model.ended.clear();
      live(journal, disk, model, random);
      assertThat(journal.figures().entriesNotEnded())
          .isEqualTo(model.appended.size() - model.ended.size());
      boolean kill = random.nextInt(4) > 0;
      if (kill) {
        disk = disk.afterKill();
        Journals.close(journal);
      } else {
        journal.close();
        disk = disk.copy();
      }
      mayLose = kill && policy instanceof SyncPolicy.Always;
      model.appended.keySet().removeAll(model.ended);
      model.safe.removeAll(model.ended);
    }
  }

  @Test
  void shouldGiveIdsThatRiseOverAllLives() throws Exception {
    SplittableRandom random = seeds.split();
    MemoryStorage disk = new MemoryStorage();
    long last = -1;
    for (int life = 0; life < 20; life++) {
      DiskJournal journal =
          Journals.open(Journals.settings(new SyncPolicy.OperatingSystem(), SEGMENTS), disk);
      for (int event = 0; event < random.nextInt(1, 60); event++) {
        long id = Journals.append(journal, "x".repeat(random.nextInt(200)));
        assertThat(id).isGreaterThan(last);
        last = id;
        journal.end(id);
      }
      disk = disk.afterKill();
      Journals.close(journal);
    }
  }
}
