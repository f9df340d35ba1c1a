package weir.bench.contender;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import weir.bench.flag.Named;

/** Everything that is compared. */
public enum ContenderKind implements Named {
  /** This project's workers, one event a claim. */
  WEIR_1("weir-1", "Weir, single claims"),
  /** This project's workers, up to 16 events a claim. */
  WEIR_16("weir-16", "Weir, claims of up to 16"),
  /** This project's workers, ordered by key, one event a claim. */
  WEIR_ORDERED_1("weir-ordered-1", "Weir, ordered by key, single claims"),
  /** This project's workers, ordered by key, up to 16 events a claim. */
  WEIR_ORDERED_16("weir-ordered-16", "Weir, ordered by key, claims of up to 16"),
  /** As many pools as workers, with one worker each; the key says which pool. */
  WEIR_PER_KEY("weir-per-key", "Weir, a pool of one worker per key hash"),
  /** This project's task per event, on virtual threads. */
  WEIR_TASKS("weir-tasks", "Weir, task per event"),
  /** Disruptor 3 with its default wait strategy. */
  D3_BLOCKING("d3-blocking", "Disruptor 3.4.4 WorkerPool, Blocking"),
  /** Disruptor 3, workers that never sleep. */
  D3_YIELDING("d3-yielding", "Disruptor 3.4.4 WorkerPool, Yielding"),
  /** Disruptor 3, workers that poll. */
  D3_SLEEPING("d3-sleeping", "Disruptor 3.4.4 WorkerPool, Sleeping"),
  /** Disruptor 4, where each consumer looks at every event. */
  D4_MODULO("d4-modulo", "Disruptor 4.0.0, sequence % n, Blocking"),
  /** An executor on a linked queue. */
  EXECUTOR_LINKED("executor-linked", "ThreadPoolExecutor, LinkedBlockingQueue"),
  /** An executor on an array queue. */
  EXECUTOR_ARRAY("executor-array", "ThreadPoolExecutor, ArrayBlockingQueue"),
  /** Threads on a LinkedTransferQueue. */
  TRANSFER_QUEUE("transfer-queue", "LinkedTransferQueue consumers"),
  /** Threads on a JCTools queue. */
  MPMC("mpmc", "JCTools MpmcArrayQueue consumers"),
  /** A virtual thread for each event. */
  VIRTUAL_THREADS("virtual-threads", "Virtual threads and a semaphore"),
  /** No hand-over at all: as many threads as cores and workers allow call the handler in a loop. */
  NO_QUEUE("no-queue", "No queue: handlers in a loop");

  private final String id;
  private final String label;

  ContenderKind(String id, String label) {
    this.id = id;
    this.label = label;
  }

  @Override
  public String id() {
    return id;
  }

  /**
   * Full name.
   *
   * @return a phrase
   */
  public String label() {
    return label;
  }

  /**
   * Whether it runs on Disruptor 3.
   *
   * @return true for those that need a class path of their own
   */
  public boolean needsDisruptor3() {
    return this == D3_BLOCKING || this == D3_YIELDING || this == D3_SLEEPING;
  }

  /**
   * Whether it handles the events of a key in order.
   *
   * @return true for those made for that
   */
  public boolean isOrdered() {
    return this == WEIR_ORDERED_1 || this == WEIR_ORDERED_16 || this == WEIR_PER_KEY;
  }

  /**
   * Whether its size can be changed while it runs.
   *
   * @return true for this project's workers
   */
  public boolean isResizable() {
    return this == WEIR_1 || this == WEIR_16;
  }

  /**
   * Makes the contender and starts its workers.
   *
   * @param settings what all are given alike
   * @return a running contender
   */
  public Contender start(ContenderSettings settings) {
    return switch (this) {
      case WEIR_1 -> WeirContender.workers(settings, 1);
      case WEIR_16 -> WeirContender.workers(settings, 16);
      case WEIR_ORDERED_1 -> WeirContender.ordered(settings, 1);
      case WEIR_ORDERED_16 -> WeirContender.ordered(settings, 16);
      case WEIR_PER_KEY -> new PoolPerKeyContender(settings);
      case WEIR_TASKS -> WeirContender.taskPerEvent(settings);
      case D3_BLOCKING -> new Disruptor3Contender(settings, "blocking");
      case D3_YIELDING -> new Disruptor3Contender(settings, "yielding");
      case D3_SLEEPING -> new Disruptor3Contender(settings, "sleeping");
      case D4_MODULO -> new ModuloContender(settings);
      case EXECUTOR_LINKED ->
          new ExecutorContender(settings, new LinkedBlockingQueue<>(settings.backlog()));
      case EXECUTOR_ARRAY ->
          new ExecutorContender(settings, new ArrayBlockingQueue<>(settings.backlog()));
      case TRANSFER_QUEUE -> QueueContender.linkedTransferQueue(settings);
      case MPMC -> QueueContender.mpmcArrayQueue(settings);
      case VIRTUAL_THREADS -> new VirtualThreadContender(settings);
      case NO_QUEUE -> throw new IllegalArgumentException("there is nothing to hand events to");
    };
  }
}
