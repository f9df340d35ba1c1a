package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import weir.http.time.Deadline;

/**
 * A member of a consumer group, on a thread of its own: takes events of the partitions that it is
 * given, in their order, and says to the broker which have ended. Thread-safe.
 */
final class GroupMember {

  static final long LONGEST_BACK_OFF_MILLIS = 2_000;

  private static final String NOT_TAKEN = "What has ended was not taken";

  private static final Duration POLL = Duration.ofMillis(100);

  /** While there is no room for what was taken. */
  private static final Duration SHORT_POLL = Duration.ofMillis(2);

  private static final long COMMIT_NANOS = 100_000_000;

  /** Events at workers are waited for so long before their partition is another's. */
  private static final Duration HAND_OVER = Duration.ofSeconds(30);

  private static final Duration CALL = Duration.ofSeconds(5);

  private final KafkaSettings settings;

  /** Takes an event; false if there is no room for it. */
  private final Predicate<KeyedEvent> taker;

  private final GroupCounts counts;
  private final WorkerFaults faults;
  private final Thread thread;

  /** The thread's alone. */
  private final Map<TopicPartition, PartitionShare> shares = new HashMap<>();

  /** Taken, in order, and not given to the taker. The thread's alone. */
  private final ArrayDeque<KeyedEvent> waiting = new ArrayDeque<>();

  private long committedNanos = System.nanoTime();

  @GuardedBy("this")
  private boolean wanted;

  @GuardedBy("this")
  private boolean closed;

  @GuardedBy("this")
  private boolean gone = true;

  GroupMember(
      KafkaSettings settings,
      String name,
      Predicate<KeyedEvent> taker,
      GroupCounts counts,
      WorkerFaults faults) {
    this.settings = settings;
    this.taker = taker;
    this.counts = counts;
    this.faults = faults;
    thread = Thread.ofPlatform().name(name + "-kafka-member").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Whether to be a member. Returns at once. */
  synchronized void want(boolean want) {
    wanted = want && !closed;
    notifyAll();
  }

  /** Waits until it is no member, and has said what has ended. */
  synchronized boolean awaitGone(Duration timeout) throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    while (!gone) {
      if (!deadline.await(this)) {
        return false;
      }
    }
    return true;
  }

  boolean isOwnThread() {
    return Thread.currentThread().equals(thread);
  }

  /** Waits while it is not closed; false once it is. */
  synchronized boolean pause(long millis) throws InterruptedException {
    Deadline deadline = Deadline.in(Duration.ofMillis(millis));
    while (!closed) {
      if (!deadline.await(this)) {
        return true;
      }
    }
    return false;
  }

  /** Ends it, and waits for that for a while. */
  void close(long joinMillis) {
    synchronized (this) {
      closed = true;
      wanted = false;
      notifyAll();
    }
    try {
      thread.join(joinMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isWanted() {
    return wanted;
  }

  /** Whether it is to be a member again, once it is; false at the end. */
  private synchronized boolean awaitWanted() throws InterruptedException {
    while (!wanted && !closed) {
      wait();
    }
    gone = closed;
    return !closed;
  }

  private synchronized void hasGone() {
    gone = true;
    notifyAll();
  }

  private void run() {
    long backOffMillis = 100;
    try {
      while (awaitWanted()) {
        try {
          beMember();
          backOffMillis = 100;
        } catch (InterruptException e) {
          // Nobody here interrupts it; a client that was is of no more use.
          faults.report(() -> "A member of the group was interrupted", e);
        } catch (RuntimeException | Error e) {
          faults.cannotWork("Events can't be taken", e);
          if (!pause(backOffMillis)) {
            return;
          }
          backOffMillis = Math.min(LONGEST_BACK_OFF_MILLIS, backOffMillis * 2);
        } finally {
          hasGone();
        }
      }
    } catch (InterruptedException e) {
      faults.report(() -> "The member of the group was interrupted, and is none any more", e);
    }
  }

  private void beMember() throws InterruptedException {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            ClientProperties.member(settings),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(settings.topic()), new HandOver(consumer));
      try {
        while (isWanted()) {
          take(consumer);
        }
        giveUp(consumer, new HashSet<>(shares.keySet()));
      } finally {
        forget(new HashSet<>(shares.keySet()));
        waiting.clear();
      }
    }
  }

  private void take(Consumer<byte[], byte[]> consumer) {
    offer();
    consumer.resume(consumer.paused());
    consumer.pause(waiting.isEmpty() ? full() : consumer.assignment());
    for (ConsumerRecord<byte[], byte[]> record :
        consumer.poll(waiting.isEmpty() ? POLL : SHORT_POLL)) {
      PartitionShare share = shares.get(new TopicPartition(record.topic(), record.partition()));
      if (share != null && share.take(record.offset())) {
        waiting.add(new KeyedEvent(record, share));
      }
    }
    faults.works();
    offer();
    if (System.nanoTime() - committedNanos > COMMIT_NANOS) {
      commit(consumer);
    }
  }

  /** Of these nothing more is taken until the event that holds them up has ended. */
  private Set<TopicPartition> full() {
    Set<TopicPartition> full = new HashSet<>();
    shares.forEach(
        (partition, share) -> {
          if (share.isFull()) {
            full.add(partition);
          }
        });
    return full;
  }

  private void offer() {
    while (!waiting.isEmpty()) {
      KeyedEvent first = waiting.getFirst();
      if (!first.share().isGivenUp() && !taker.test(first)) {
        return;
      }
      waiting.removeFirst();
    }
  }

  private void commit(Consumer<byte[], byte[]> consumer) {
    committedNanos = System.nanoTime();
    Commit commit = new Commit(shares.keySet());
    if (!commit.offsets.isEmpty()) {
      consumer.commitAsync(
          commit.offsets,
          (offsets, fault) -> {
            if (fault == null) {
              commit.taken();
            } else {
              faults.report(NOT_TAKEN, fault);
            }
          });
    }
  }

  /** Partitions go to another, who begins behind what has ended here. */
  private void giveUp(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions)
      throws InterruptedException {
    shares.forEach(
        (partition, share) -> {
          if (partitions.contains(partition)) {
            share.giveUp();
          }
        });
    Deadline deadline = Deadline.in(HAND_OVER);
    for (TopicPartition partition : partitions) {
      PartitionShare share = shares.get(partition);
      if (share != null && !share.awaitNone(deadline)) {
        faults.report(
            () ->
                "An event of partition "
                    + partition
                    + " takes so long that its partition is another's before it has ended: it is"
                    + " handled twice, and perhaps at once");
      }
    }
    Commit commit = new Commit(partitions);
    try {
      if (!commit.offsets.isEmpty()) {
        consumer.commitSync(commit.offsets, CALL);
        commit.taken();
      }
    } catch (KafkaException e) {
      faults.report(NOT_TAKEN, e);
    }
  }

  private void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      PartitionShare share = shares.remove(partition);
      if (share != null) {
        share.giveUp();
        for (long lost = share.unconfirmed(); lost > 0; lost--) {
          counts.countLostAcknowledgement();
        }
      }
    }
  }

  /** What has ended of some partitions, if the broker does not know it. */
  private final class Commit {

    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    private final List<PartitionShare.Mark> marks = new ArrayList<>();

    private Commit(Collection<TopicPartition> partitions) {
      for (TopicPartition partition : partitions) {
        PartitionShare share = shares.get(partition);
        if (share != null) {
          PartitionShare.Mark mark = share.mark();
          if (mark.isNews()) {
            offsets.put(partition, mark.offsets().committed());
            marks.add(mark);
          }
        }
      }
    }

    private void taken() {
      marks.forEach(PartitionShare.Mark::confirmed);
    }
  }

  /** Called by the client while it polls. */
  private final class HandOver implements ConsumerRebalanceListener {

    private final Consumer<byte[], byte[]> consumer;

    private HandOver(Consumer<byte[], byte[]> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, OffsetAndMetadata> committed =
          consumer.committed(new HashSet<>(partitions), CALL);
      for (TopicPartition partition : partitions) {
        OffsetAndMetadata known = committed.get(partition);
        shares.put(
            partition,
            new PartitionShare(
                EndedOffsets.read(
                    known == null
                        ? new OffsetAndMetadata(consumer.position(partition, CALL))
                        : known)));
      }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        giveUp(consumer, partitions);
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      } finally {
        forget(partitions);
      }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
      forget(partitions);
    }
  }
}
