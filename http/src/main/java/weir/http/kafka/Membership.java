package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import weir.http.time.Deadline;

/**
 * A worker's time in the share group: its consumer, and what it holds. The consumer is used by one
 * thread at a time: the worker, but for its handler's time, else who renews what it holds.
 */
final class Membership {

  private static final Duration POLL = Duration.ofMillis(500);

  /** Records that were renewed come again at once. */
  private static final Duration COME_AGAIN = Duration.ofMillis(100);

  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(2);
  private static final long CONFIRMATION_PAUSE_NANOS = 2_000_000;

  private final ReentrantLock inUse = new ReentrantLock();
  private final ShareConsumer<byte[], byte[]> consumer;
  private final Consumer<? super Throwable> faults;

  @GuardedBy("inUse")
  private final HeldEvents held;

  /** When the oldest that is held was taken or renewed. */
  @GuardedBy("inUse")
  private long renewedNanos = System.nanoTime();

  /** The broker's default until it has told its own. */
  @GuardedBy("inUse")
  private int lockMillis = 30_000;

  @GuardedBy("inUse")
  private boolean left;

  /**
   * Makes a member, which joins the group with its first poll.
   *
   * @param settings of the group
   * @param client what the broker knows it by
   * @param records how many it takes at once
   * @param outcomes told what becomes of the events, by who uses the consumer
   * @param faults told of acknowledgements that were lost
   */
  Membership(
      KafkaSettings settings,
      String client,
      int records,
      HeldEvents.Outcomes outcomes,
      Consumer<? super Throwable> faults) {
    this.faults = faults;
    consumer =
        new KafkaShareConsumer<>(
            ClientProperties.worker(settings, client, records),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    HeldEvents events = new HeldEvents(consumer, outcomes);
    held = events;
    consumer.setAcknowledgementCommitCallback(
        (offsets, fault) ->
            offsets.forEach(
                (TopicIdPartition partition, Set<Long> confirmed) ->
                    events.acknowledged(partition.partition(), confirmed, fault)));
    consumer.subscribe(List.of(settings.topic()));
  }

  /**
   * Takes events, and waits for them for a while.
   *
   * @param goOn asked with the consumer in use: who lets the worker leave either wakes it or is
   *     seen here
   * @return what is new, in the order in which it came
   * @throws WakeupException if {@link #wakeUp} ended the wait
   */
  List<ConsumerRecord<byte[], byte[]>> take(BooleanSupplier goOn) {
    inUse.lock();
    try {
      if (!held.hasFresh() && goOn.getAsBoolean()) {
        held.take(consumer.poll(POLL));
      }
      consumer.acquisitionLockTimeoutMs().ifPresent(millis -> lockMillis = millis);
      renewedNanos = System.nanoTime();
      return held.giveFresh();
    } finally {
      inUse.unlock();
    }
  }

  /** The worker is done with a record: that is told to the broker with the next fetch. */
  void end(ConsumerRecord<byte[], byte[]> record, HeldEvents.Ending ending) {
    inUse.lock();
    try {
      held.end(record, ending);
    } finally {
      inUse.unlock();
    }
  }

  /** Tells the broker now, and does not wait for its word. */
  void tellEnds() {
    inUse.lock();
    try {
      consumer.commitAsync();
    } finally {
      inUse.unlock();
    }
  }

  /** Ends a wait for events. */
  void wakeUp() {
    if (inUse.isLocked()) {
      consumer.wakeup();
    }
  }

  /**
   * Renews what the worker holds if half of the time is over, unless the worker is at its consumer
   * itself. Waits for the broker, for a short time.
   */
  void renewIfDue() {
    if (!inUse.tryLock()) {
      return;
    }
    try {
      long dueNanos = TimeUnit.MILLISECONDS.toNanos(lockMillis) / 2;
      if (left || System.nanoTime() - renewedNanos <= dueNanos) {
        return;
      }
      renewedNanos = System.nanoTime();
      if (held.isWaitingForRenewed()) {
        held.take(consumer.poll(COME_AGAIN));
      }
      if (held.renew()) {
        consumer.commitSync(Duration.ofMillis(Math.min(1_000, lockMillis / 4)));
      }
    } catch (WakeupException e) {
      // It was meant for the worker, which looks by itself when its handler is done.
    } catch (KafkaException | IllegalStateException e) {
      faults.accept(e);
    } finally {
      inUse.unlock();
    }
  }

  /**
   * Gives back what was not handled, and waits for the broker to take the rest, for a short time.
   *
   * @param handedBack told of what is given back
   */
  void leave(Consumer<? super ConsumerRecord<byte[], byte[]>> handedBack) {
    inUse.lock();
    try {
      // An interrupt would end this at once, and all acknowledgements would be lost.
      Thread.interrupted();
      giveBack(handedBack);
      held.abandon();
      left = true;
    } finally {
      inUse.unlock();
    }
  }

  @GuardedBy("inUse")
  private void giveBack(Consumer<? super ConsumerRecord<byte[], byte[]>> handedBack) {
    try {
      for (ConsumerRecord<byte[], byte[]> record : held.open()) {
        handedBack.accept(record);
        held.end(record, HeldEvents.Ending.HANDED_BACK);
      }
      finishAcknowledging();
      consumer.close(LEAVE_TIMEOUT);
    } catch (KafkaException | IllegalStateException e) {
      faults.accept(e);
    }
  }

  /**
   * A client that is closed with an acknowledgement under way stands still until it has to send a
   * heartbeat: so it is seen through here.
   */
  @GuardedBy("inUse")
  private void finishAcknowledging() {
    Deadline deadline = Deadline.in(LEAVE_TIMEOUT);
    while (!held.isEmpty() && !deadline.isOver()) {
      try {
        if (held.isWaitingForRenewed()) {
          // Fresh ones among them are given back by closing.
          held.take(consumer.poll(COME_AGAIN));
        }
        consumer.commitSync(LEAVE_TIMEOUT);
        if (!held.isEmpty()) {
          // One sent before is under way.
          LockSupport.parkNanos(CONFIRMATION_PAUSE_NANOS);
        }
      } catch (WakeupException e) {
        // It was meant for the wait that is over.
      }
    }
  }
}
