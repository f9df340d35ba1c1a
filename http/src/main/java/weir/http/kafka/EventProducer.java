package weir.http.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.journal.JournalException;
import weir.core.ring.PublishOutcome;
import weir.http.time.Deadline;

/**
 * Sends events to the topic: each is accepted once all copies that are in step have it, and none is
 * written twice. Thread-safe; nothing but opening and closing waits.
 */
final class EventProducer implements AutoCloseable {

  private static final Duration METADATA_TIMEOUT = Duration.ofSeconds(10);
  private static final long METADATA_PAUSE_MILLIS = 5;
  private static final Duration CLOSE_TIMEOUT =
      Duration.ofMillis(ClientProperties.DELIVERY_TIMEOUT_MILLIS + 1_000L);

  private final KafkaSettings settings;
  private final Producer<byte[], byte[]> producer;
  private final FaultLog faults =
      new FaultLog(LoggerFactory.getLogger(EventProducer.class), Duration.ofSeconds(1));

  /** The next event's turn: Kafka's own choice fills one partition for a while, then another. */
  private final AtomicLong next = new AtomicLong();

  /** Written by the producer's thread, before it tells of the event; read by publishers. */
  private volatile long heardNanos = System.nanoTime();

  /** Events of whose outcome nobody has been told. */
  private final AtomicLong underWay = new AtomicLong();

  /** Set by opening. Partitions that are added later get events of the next run. */
  private int partitions = 1;

  EventProducer(KafkaSettings settings, Producer<byte[], byte[]> producer) {
    this.settings = settings;
    this.producer = producer;
  }

  /**
   * Connects.
   *
   * @param settings of a topic that is there
   * @return the producer, to be closed
   * @throws JournalException if nobody says where the topic is
   */
  static EventProducer open(KafkaSettings settings) throws JournalException {
    EventProducer opened =
        new EventProducer(
            settings,
            new KafkaProducer<>(
                ClientProperties.publisher(settings),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
    try {
      opened.awaitMetadata();
      return opened;
    } catch (KafkaException e) {
      opened.producer.close(Duration.ZERO);
      throw new JournalException(KafkaFaults.sentence(settings, e), e);
    } catch (InterruptedException e) {
      opened.producer.close(Duration.ZERO);
      Thread.currentThread().interrupt();
      throw new JournalException("interrupted while connecting to " + settings.bootstrap(), e);
    }
  }

  /** Sending does not wait to be told where to: so that is asked for now. */
  private void awaitMetadata() throws InterruptedException {
    Deadline deadline = Deadline.in(METADATA_TIMEOUT);
    while (true) {
      try {
        partitions = producer.partitionsFor(settings.topic()).size();
        return;
      } catch (TimeoutException e) {
        if (deadline.isOver()) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(METADATA_PAUSE_MILLIS);
      }
    }
  }

  /**
   * Sends an event.
   *
   * @param payload what the handler is to be given
   * @param key of events that are to stay in order; null for none
   * @param intendedNanos when it should have arrived, on {@link System#nanoTime()}; a time to come
   *     counts as now
   * @param onOutcome told once: on the calling thread if it is refused at once, else on the
   *     producer's; must not wait
   */
  void send(
      byte[] payload,
      @Nullable String key,
      long intendedNanos,
      Consumer<? super PublishOutcome> onOutcome) {
    long nowMicros = WallClock.micros();
    EventHeader header =
        new EventHeader(WallClock.toMicros(intendedNanos, System.nanoTime(), nowMicros), nowMicros);
    List<Header> headers = List.of(new RecordHeader(EventHeader.NAME, header.bytes()));
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            settings.topic(), partition(keyBytes), nowMicros / 1_000, keyBytes, payload, headers);
    Telling telling = new Telling(onOutcome);
    underWay.incrementAndGet();
    try {
      send(record, telling);
    } catch (KafkaException | IllegalStateException e) {
      telling.tell(e);
    }
    telling.queued();
  }

  /** One key, one partition: as Kafka's own clients choose it. */
  private int partition(byte @Nullable [] key) {
    return key == null
        ? (int) (next.getAndIncrement() % partitions)
        : BuiltInPartitioner.partitionForKey(key, partitions);
  }

  /** What the future would tell, the callback is told. */
  @SuppressWarnings("FutureReturnValueIgnored")
  private void send(ProducerRecord<byte[], byte[]> record, Telling telling) {
    producer.send(record, (metadata, fault) -> telling.tell(fault));
  }

  private PublishOutcome outcome(@Nullable Exception fault, boolean neverQueued) {
    if (fault == null) {
      return PublishOutcome.ACCEPTED;
    }
    return switch (fault) {
      case RecordTooLargeException e -> PublishOutcome.TOO_LARGE;
      case RecordBatchTooLargeException e -> PublishOutcome.TOO_LARGE;
      case BufferExhaustedException e -> PublishOutcome.JOURNAL_FULL;
      case AuthorizationException e -> reported(e, PublishOutcome.JOURNAL_UNAVAILABLE);
      case UnknownTopicOrPartitionException e -> reported(e, PublishOutcome.JOURNAL_UNAVAILABLE);
      // A client that has lost all brokers forgets where the topic is, and does not wait for word.
      // Of what it had queued: it may have been written, and the answer lost.
      default ->
          reported(
              fault, neverQueued ? PublishOutcome.JOURNAL_UNAVAILABLE : PublishOutcome.UNKNOWN);
    };
  }

  private PublishOutcome reported(Exception fault, PublishOutcome outcome) {
    faults.report(() -> "An event was not acknowledged: " + KafkaFaults.sentence(settings, fault));
    return outcome;
  }

  /** When the broker last acknowledged an event, on {@link System#nanoTime()}; or the opening. */
  long heardNanos() {
    return heardNanos;
  }

  /**
   * Waits until all that was sent has its outcome, once nobody sends any more.
   *
   * @param timeout how long to wait at most; the client gives up after 15 s itself
   * @return whether nothing is under way
   * @throws InterruptedException if the calling thread is interrupted
   */
  synchronized boolean awaitOutcomes(Duration timeout) throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    while (underWay.get() > 0) {
      if (!deadline.await(this)) {
        return false;
      }
    }
    return true;
  }

  private void hasOutcome() {
    if (underWay.decrementAndGet() == 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** Waits for the acknowledgements under way; who waits for one is told in any case. */
  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }

  /**
   * Tells of one event. Where a record can't even be queued, Kafka calls back or throws before
   * sending returns; of one that is queued it tells on its own thread.
   */
  private final class Telling {

    private final Consumer<? super PublishOutcome> onOutcome;

    private final Thread publisher = Thread.currentThread();

    /**
     * Whether the client has not been given the record for good. The publisher's alone: it may be
     * the producer's thread as well, which then sends from a callback.
     */
    private boolean sending = true;

    /** Written before either the callback returns or send throws, by whichever comes first. */
    private boolean told;

    private Telling(Consumer<? super PublishOutcome> onOutcome) {
      this.onOutcome = onOutcome;
    }

    /** What is told from here on is what became of a record that was queued, or has been told. */
    private void queued() {
      sending = false;
    }

    private void tell(@Nullable Exception fault) {
      synchronized (this) {
        if (told) {
          return;
        }
        told = true;
      }
      if (fault == null) {
        heardNanos = System.nanoTime();
      }
      boolean neverQueued = Thread.currentThread().equals(publisher) && sending;
      try {
        onOutcome.accept(outcome(fault, neverQueued));
      } catch (RuntimeException e) {
        faults.report(() -> "Somebody could not be told of an event's acceptance", e);
      } finally {
        hasOutcome();
      }
    }
  }
}
