package weir.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MockResourceTest {

  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

  private final List<Thread> users = new ArrayList<>();
  private final BlockingQueue<String> endings = new LinkedBlockingQueue<>();

  private final Map<Long, Long> acquiredNanos = new ConcurrentSkipListMap<>();

  private static ResourceSettings settings(String... changes) {
    ResourceSettings settings = ResourceSettings.fixed(Duration.ZERO);
    for (String change : changes) {
      int equals = change.indexOf('=');
      settings =
          ResourceText.with(settings, change.substring(0, equals), change.substring(equals + 1));
    }
    return settings;
  }

  private Thread use(MockResource resource, long eventNumber) {
    Thread user =
        new Thread(
            () -> {
              try {
                long arrivedNanos = System.nanoTime();
                resource.use(
                    eventNumber,
                    (waitNanos, holdNanos) ->
                        acquiredNanos.put(eventNumber, arrivedNanos + waitNanos));
                endings.add("done " + eventNumber);
              } catch (ResourceException e) {
                endings.add(e.getMessage());
              } catch (InterruptedException e) {
                endings.add("interrupted " + eventNumber);
              }
            });
    user.start();
    users.add(user);
    return user;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(1);
    }
  }

  @AfterEach
  void endUsers() throws InterruptedException {
    for (Thread user : users) {
      user.interrupt();
      user.join();
    }
  }

  @Test
  void shouldTakeAtLeastTheServiceTimeAndTellTheClock() throws Exception {
    try (MockResource resource = new MockResource(settings("service-time=20ms"))) {
      AtomicLong held = new AtomicLong(-1);
      AtomicLong waited = new AtomicLong(-1);
      long startNanos = System.nanoTime();
      resource.use(
          0,
          (waitNanos, holdNanos) -> {
            waited.set(waitNanos);
            held.set(holdNanos);
          });
      long tookNanos = System.nanoTime() - startNanos;
      assertThat(held.get()).isBetween(20_000_000L, tookNanos);
      assertThat(waited.get()).isNotNegative();
      assertThat(resource.inUse()).isZero();
    }
  }

  /** Each thread raises one setting in small steps; a lost update leaves it short. */
  @Test
  void shouldLoseNoneOfTheChangesMadeAtTheSameTime() throws InterruptedException {
    int steps = 2_000;
    try (MockResource resource = new MockResource(settings("seed=0", "capacity=0"))) {
      Runnable[] changes = {
        () -> resource.change(old -> ResourceText.with(old, "seed", "" + (old.seed() + 1))),
        () -> resource.change(old -> ResourceText.with(old, "capacity", "" + (old.capacity() + 1)))
      };
      for (Runnable change : changes) {
        Thread changer =
            new Thread(
                () -> {
                  for (int step = 0; step < steps; step++) {
                    change.run();
                  }
                });
        changer.start();
        users.add(changer);
      }
      for (Thread changer : users) {
        changer.join();
      }
      assertThat(resource.settings().seed()).isEqualTo(steps);
      assertThat(resource.settings().capacity()).isEqualTo(steps);
    }
  }

  @Test
  void shouldCountUsesAndFreeThemOnInterrupt() throws InterruptedException {
    try (MockResource resource = new MockResource(settings("service-time=1h"))) {
      use(resource, 0);
      use(resource, 1);
      await(() -> resource.inUse() == 2);
      users.get(0).interrupt();
      await(() -> resource.inUse() == 1);
      assertThat(endings.take()).isEqualTo("interrupted 0");
    }
  }

  @Test
  void shouldServeInOrderOfArrivalUpToItsCapacity() throws InterruptedException {
    try (MockResource resource = new MockResource(settings("service-time=1h", "capacity=1"))) {
      use(resource, 0);
      await(() -> resource.inUse() == 1);
      resource.set(settings("service-time=20ms", "capacity=1"));
      for (int number = 1; number <= 3; number++) {
        int waiting = number;
        use(resource, number);
        await(() -> resource.waiting() == waiting);
      }
      assertThat(resource.inUse()).isEqualTo(1);
      users.get(0).interrupt();
      for (Thread user : users) {
        user.join();
      }
      assertThat(endings).containsExactlyInAnyOrder("interrupted 0", "done 1", "done 2", "done 3");
      assertThat(acquiredNanos.keySet()).containsExactly(0L, 1L, 2L, 3L);
      assertThat(List.copyOf(acquiredNanos.values())).isSorted();
      assertThat(resource.waiting()).isZero();
    }
  }

  @Test
  void shouldChangeItsCapacityLiveBothWays() throws InterruptedException {
    try (MockResource resource = new MockResource(settings("service-time=1h", "capacity=3"))) {
      for (int number = 0; number < 6; number++) {
        use(resource, number);
      }
      await(() -> resource.inUse() == 3 && resource.waiting() == 3);
      resource.set(settings("service-time=1h", "capacity=5"));
      await(() -> resource.inUse() == 5 && resource.waiting() == 1);
      resource.set(settings("service-time=1h", "capacity=1"));
      // None is thrown out; nobody gets in before four have left and a fifth has.
      for (Thread user : List.copyOf(users)) {
        user.interrupt();
        user.join();
      }
      assertThat(endings).hasSize(6);
      assertThat(resource.inUse()).isZero();
      resource.set(settings("service-time=1h", "capacity=0"));
      for (int number = 6; number < 16; number++) {
        use(resource, number);
      }
      await(() -> resource.inUse() == 10);
    }
  }

  @Test
  void shouldFailAUseThatWaitsTooLong() throws InterruptedException {
    ResourceSettings full = settings("service-time=1h", "capacity=1", "acquire-timeout=0s");
    try (MockResource resource = new MockResource(full)) {
      use(resource, 0);
      await(() -> resource.inUse() == 1);
      AtomicLong held = new AtomicLong(-1);
      assertThatThrownBy(() -> resource.use(1, (waitNanos, holdNanos) -> held.set(holdNanos)))
          .isInstanceOf(ResourceException.class)
          .hasMessageContaining("stayed in use");
      assertThat(held.get()).isZero();
    }
  }

  @Test
  void shouldFreeTheCallerAtItsTimeoutAndStayBusy() throws InterruptedException {
    try (MockResource resource =
        new MockResource(settings("service-time=300ms", "capacity=1", "resource-timeout=1ms"))) {
      use(resource, 0).join();
      assertThat(endings.take()).contains("did not answer in time");
      assertThat(resource.inUse()).isEqualTo(1);
      await(() -> resource.inUse() == 0);
    }
  }

  @Test
  void shouldStandStillWhileFrozen() throws InterruptedException {
    try (MockResource resource = new MockResource(settings("service-time=50ms"))) {
      long startNanos = System.nanoTime();
      resource.freeze(200_000_000);
      assertThat(resource.isFrozen()).isTrue();
      use(resource, 0).join();
      assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(250_000_000L);
      assertThat(resource.isFrozen()).isFalse();
      assertThat(endings.take()).isEqualTo("done 0");
    }
  }

  @Test
  void shouldFreezeUsesThatAreUnderWay() throws InterruptedException {
    try (MockResource resource = new MockResource(settings("service-time=100ms"))) {
      long startNanos = System.nanoTime();
      Thread user = use(resource, 0);
      await(() -> resource.inUse() == 1);
      resource.freeze(200_000_000);
      user.join();
      assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(300_000_000L);
    }
  }

  @Test
  void shouldSlowDownUnderContention() throws InterruptedException {
    // With two uses at once each takes 1 + 1 + 2 κ = 2 times as long: the second one does.
    ResourceSettings contended = settings("service-time=100ms", "contention=1,0");
    try (MockResource resource = new MockResource(contended)) {
      use(resource, 0);
      await(() -> resource.inUse() == 1);
      long startNanos = System.nanoTime();
      use(resource, 1).join();
      assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(200_000_000L);
    }
  }

  @Test
  void shouldFailTheSameEventsInEachRun() throws InterruptedException {
    List<List<Boolean>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      List<Boolean> failures = new ArrayList<>();
      try (MockResource resource = new MockResource(settings("error-rate=0.3", "seed=5"))) {
        for (int number = 0; number < 1_000; number++) {
          failures.add(fails(resource, number));
        }
      }
      runs.add(failures);
    }
    assertThat(runs.get(0)).isEqualTo(runs.get(1));
    // 300 expected, with a standard error of 14.5.
    assertThat(runs.get(0).stream().filter(failed -> failed).count()).isBetween(240L, 360L);
  }

  private static boolean fails(MockResource resource, long number) throws InterruptedException {
    try {
      resource.use(number, ResourceClock.NONE);
      return false;
    } catch (ResourceException e) {
      return true;
    }
  }

  /** Others take an hour, so none of these may have taken its service time. */
  @Test
  void shouldFailAtOnceWhereErrorsTakeNoTime() throws Exception {
    try (MockResource resource =
        new MockResource(settings("service-time=1h", "error-rate=1", "error-time=0s"))) {
      for (int number = 0; number < 100; number++) {
        assertThat(fails(resource, number)).isTrue();
      }
      assertThat(resource.inUse()).isZero();
    }
  }

  /** No time for a use that works, so each millisecond is that of an error. */
  @Test
  void shouldFailTheSameEventsAfterTheTimeOfAnError() throws Exception {
    try (MockResource plain = new MockResource(settings("error-rate=0.3", "seed=5"));
        MockResource slow =
            new MockResource(settings("error-rate=0.3", "seed=5", "error-time=2ms"))) {
      for (int number = 0; number < 100; number++) {
        AtomicLong held = new AtomicLong();
        boolean failed = false;
        try {
          slow.use(number, (waitNanos, holdNanos) -> held.set(holdNanos));
        } catch (ResourceException e) {
          failed = true;
        }
        assertThat(failed).isEqualTo(fails(plain, number));
        if (failed) {
          assertThat(held.get()).isGreaterThanOrEqualTo(2_000_000);
        }
      }
    }
  }

  @Test
  void shouldTimeOutAnErrorThatComesTooLate() throws InterruptedException {
    try (MockResource resource =
        new MockResource(
            settings("error-rate=1", "error-time=1h", "resource-timeout=1ms", "capacity=1"))) {
      use(resource, 0).join();
      assertThat(endings.take()).contains("did not answer in time");
      assertThat(resource.inUse()).isEqualTo(1);
    }
  }

  @Test
  void shouldBeSlowWhileItWarmsUp() throws Exception {
    try (MockResource resource = new MockResource(settings("service-time=10ms", "warm-up=1h,10"))) {
      long startNanos = System.nanoTime();
      resource.use(0, ResourceClock.NONE);
      assertThat(System.nanoTime() - startNanos).isGreaterThanOrEqualTo(99_000_000L);
    }
  }

  @Test
  void shouldKeepItsSettingsWhenAReplayCanNotBeUsed() {
    ResourceSettings good = settings("service-time=5ms");
    try (MockResource resource = new MockResource(good)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> resource.set(settings("distribution=replay:no-such-file.csv")))
          .withMessageContaining("no-such-file.csv");
      assertThat(resource.settings()).isSameAs(good);
      assertThatIllegalArgumentException().isThrownBy(() -> resource.freeze(2 * HOUR_NANOS));
      assertThatIllegalArgumentException().isThrownBy(() -> resource.freeze(-1));
    }
  }

  /** The task stays in the timer's queue, for the thread that a later use may get. */
  @Test
  void shouldEndAUseOnceIfTheTimerGetsNoThread() throws Exception {
    AtomicInteger threads = new AtomicInteger();
    ResourceSettings settings = settings("service-time=30ms", "resource-timeout=1ms");
    try (MockResource resource =
        new MockResource(
            settings,
            task -> {
              if (threads.getAndIncrement() == 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(task);
            })) {
      assertThatThrownBy(() -> resource.use(1, (waitNanos, holdNanos) -> {}))
          .isInstanceOf(OutOfMemoryError.class);
      assertThat(resource.inUse()).isZero();
      long startedNanos = System.nanoTime();
      assertThatThrownBy(() -> resource.use(2, (waitNanos, holdNanos) -> {}))
          .isInstanceOf(ResourceException.class);
      while (System.nanoTime() - startedNanos < 60_000_000 || resource.inUse() > 0) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      assertThat(resource.inUse()).isZero();
    }
  }
}
