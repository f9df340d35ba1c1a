package weir.http.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import weir.http.load.LoadResult.Outcome;
import weir.http.load.LoadSettings.Pattern;

/**
 * Sends one load and collects what comes of it. Everything happens on one event-loop thread, so
 * that nothing is shared; while a request is due soon the thread does not sleep.
 */
public final class LoadRun {

  /** The selector sleeps to the millisecond; what is due sooner is waited for awake. */
  private static final long AWAKE_NANOS = 2_000_000;

  private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
  private static final long HOUSEKEEPING_NANOS = 100_000_000;
  private static final long PROGRESS_NANOS = 1_000_000_000;

  private final LoadSettings settings;
  private final Consumer<Progress> listener;
  private final CompletableFuture<LoadResult> done = new CompletableFuture<>();
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(
          1,
          task -> {
            Thread thread = new Thread(task, "weir-load");
            thread.setDaemon(true);
            return thread;
          },
          NioIoHandler.newFactory());
  private final EventLoop loop = group.next();

  // What follows is confined to the event loop.
  private final LoadResult result = new LoadResult();
  private final List<LoadConnection> connections = new ArrayList<>();
  private final ArrayDeque<LoadConnection> free = new ArrayDeque<>();
  private final ArrayDeque<Long> waiting = new ArrayDeque<>();
  private long startNanos;
  private long startCpuNanos;
  private long nextNanos = Schedule.END;
  private long lastIntendedNanos;
  private long sent;
  private int outstanding;
  private boolean endOfLoad;
  private boolean finished;
  private long lastOpenNanos;
  private long nextHousekeepingNanos;
  private long nextProgressNanos;

  /**
   * How a run is going.
   *
   * @param elapsedNanos since its start
   * @param sent requests sent
   * @param ended requests that ended
   * @param outstanding requests sent and not answered
   * @param waiting requests whose time has come and for which no connection is free
   * @param p99Micros of the time from the intended arrival, so far
   */
  public record Progress(
      long elapsedNanos, long sent, long ended, int outstanding, int waiting, long p99Micros) {}

  /**
   * Prepares a run.
   *
   * @param settings what to send
   * @param listener told once a second, on the event loop
   */
  public LoadRun(LoadSettings settings, Consumer<Progress> listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /**
   * Connects, sends everything and waits for the last answer.
   *
   * @return what came of it
   * @throws LoadException if the server can't be reached; nothing was sent then
   * @throws InterruptedException if the calling thread is interrupted
   */
  public LoadResult run() throws LoadException, InterruptedException {
    try {
      connectAll();
      loop.execute(guarded(this::start));
      return done.join();
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(2, TimeUnit.SECONDS);
    }
  }

  /** Sends nothing more; the run ends when the answers that are out have come. Thread-safe. */
  public void stop() {
    loop.execute(
        () -> {
          endOfLoad = true;
          nextNanos = Schedule.END;
          waiting.clear();
          finishIfDone();
        });
  }

  private void connectAll() throws LoadException, InterruptedException {
    List<ChannelFuture> attempts = new ArrayList<>();
    for (int index = 0; index < settings.connections(); index++) {
      LoadConnection connection = new LoadConnection(this, settings);
      connections.add(connection);
      attempts.add(connect(connection));
    }
    for (ChannelFuture attempt : attempts) {
      attempt.await();
      if (!attempt.isSuccess()) {
        throw new LoadException(
            "%s can't be reached (%s): is a server running there?"
                .formatted(settings.target(), attempt.cause().getMessage()),
            attempt.cause());
      }
    }
  }

  ChannelFuture connect(LoadConnection connection) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
        .handler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new HttpClientCodec(), connection);
              }
            })
        .connect(settings.target().getHost(), settings.port());
  }

  private void start() {
    startNanos = System.nanoTime();
    lastOpenNanos = startNanos;
    startCpuNanos = cpuNanos();
    nextHousekeepingNanos = startNanos + HOUSEKEEPING_NANOS;
    nextProgressNanos = startNanos + PROGRESS_NANOS;
    if (settings.pattern() instanceof Pattern.Open open) {
      free.addAll(connections);
      nextNanos = open.schedule().nextNanos();
      endOfLoad = nextNanos == Schedule.END;
    } else {
      connections.forEach(this::sendNextOfClient);
    }
    turn();
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // guarded tasks report their failures themselves
  private void later(Runnable task, long nanos) {
    loop.schedule(guarded(task), nanos, TimeUnit.NANOSECONDS);
  }

  /** A task that fails must end the run and not just itself. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        finished = true;
        done.completeExceptionally(e);
      }
    };
  }

  /** One look at the clock; goes on by itself until the run is over. */
  private void turn() {
    if (finished) {
      return;
    }
    long nowNanos = System.nanoTime();
    if (settings.pattern() instanceof Pattern.Open open) {
      while (nextNanos != Schedule.END && startNanos + nextNanos - nowNanos <= 0) {
        due(startNanos + nextNanos);
        nextNanos = open.schedule().nextNanos();
        endOfLoad = nextNanos == Schedule.END;
      }
    }
    keepHouse(nowNanos);
    if (finishIfDone()) {
      return;
    }
    long leftNanos =
        nextNanos == Schedule.END ? HOUSEKEEPING_NANOS : startNanos + nextNanos - nowNanos;
    if (leftNanos > AWAKE_NANOS) {
      long pauseNanos = Math.min(leftNanos - AWAKE_NANOS, HOUSEKEEPING_NANOS);
      later(this::turn, pauseNanos);
    } else {
      // Due at once, yet not before the selector has had its look: a task that is executed rather
      // than scheduled would keep it from reading answers for up to a second.
      later(this::turn, 1);
    }
  }

  private void due(long intendedNanos) {
    lastIntendedNanos = intendedNanos;
    LoadConnection connection = free.pollFirst();
    if (connection == null) {
      waiting.add(intendedNanos);
    } else {
      send(connection, intendedNanos, false);
    }
  }

  private void send(LoadConnection connection, long intendedNanos, boolean waited) {
    long nowNanos = System.nanoTime();
    sent++;
    outstanding++;
    if (counts(intendedNanos)) {
      result.sent(intendedNanos, nowNanos, waited);
    }
    connection.send(intendedNanos, nowNanos);
  }

  private void giveUpOnWaiting(long nowNanos) {
    Long oldest;
    while ((oldest = waiting.peekFirst()) != null && nowNanos - oldest > settings.timeoutNanos()) {
      waiting.removeFirst();
      if (counts(oldest)) {
        result.failed(Outcome.NO_ANSWER);
      }
    }
  }

  private boolean counts(long intendedNanos) {
    return intendedNanos - startNanos >= settings.warmUpNanos();
  }

  /** A connection's request has ended; if the connection is closed it opens itself again first. */
  void ended(LoadConnection connection, Outcome outcome, long intendedNanos, long sentNanos) {
    outstanding--;
    if (counts(intendedNanos)) {
      if (outcome == Outcome.CONNECTION_ERROR || outcome == Outcome.NO_ANSWER) {
        result.failed(outcome);
      } else {
        result.answered(outcome, intendedNanos, sentNanos, System.nanoTime());
      }
    }
    if (connection.isOpen()) {
      ready(connection);
    }
    finishIfDone();
  }

  /** A connection can take the next request. */
  void ready(LoadConnection connection) {
    if (finished) {
      return;
    }
    if (settings.pattern() instanceof Pattern.Closed closed) {
      if (closed.thinkNanos() > 0) {
        later(() -> sendNextOfClient(connection), closed.thinkNanos());
      } else {
        sendNextOfClient(connection);
      }
    } else {
      Long intendedNanos = waiting.pollFirst();
      if (intendedNanos == null) {
        free.addFirst(connection);
      } else {
        send(connection, intendedNanos, true);
      }
    }
  }

  private void sendNextOfClient(LoadConnection connection) {
    if (settings.pattern() instanceof Pattern.Closed closed) {
      long nowNanos = System.nanoTime();
      if (endOfLoad || sent >= closed.count() || nowNanos - startNanos >= closed.durationNanos()) {
        endOfLoad = true;
        finishIfDone();
      } else if (connection.isOpen()) {
        lastIntendedNanos = nowNanos;
        send(connection, nowNanos, false);
      }
    }
  }

  /** A connection has closed that had no request under way. */
  void lost(LoadConnection connection) {
    free.remove(connection);
  }

  private void keepHouse(long nowNanos) {
    if (nowNanos - nextHousekeepingNanos >= 0) {
      nextHousekeepingNanos = nowNanos + HOUSEKEEPING_NANOS;
      boolean anyOpen = false;
      for (LoadConnection connection : connections) {
        connection.checkTimeout(nowNanos);
        anyOpen |= connection.isOpen();
      }
      giveUpOnWaiting(nowNanos);
      if (anyOpen) {
        lastOpenNanos = nowNanos;
      } else if (nowNanos - lastOpenNanos > settings.timeoutNanos()) {
        // The server is gone for good, and so is the load.
        endOfLoad = true;
        nextNanos = Schedule.END;
      }
      if (settings.pattern() instanceof Pattern.Closed closed
          && nowNanos - startNanos >= closed.durationNanos()) {
        endOfLoad = true;
      }
    }
    if (nowNanos - nextProgressNanos >= 0) {
      nextProgressNanos = nowNanos + PROGRESS_NANOS;
      listener.accept(
          new Progress(
              nowNanos - startNanos,
              sent,
              sent - outstanding,
              outstanding,
              waiting.size(),
              result.fromIntended().getValueAtPercentile(99)));
    }
  }

  boolean isFinished() {
    return finished;
  }

  private boolean finishIfDone() {
    if (!finished && endOfLoad && outstanding == 0 && waiting.isEmpty()) {
      finished = true;
      long nowNanos = System.nanoTime();
      double cpuShare = (double) (cpuNanos() - startCpuNanos) / Math.max(1, nowNanos - startNanos);
      long countedFromNanos = startNanos + settings.warmUpNanos();
      result.finish(
          Math.max(0, nowNanos - countedFromNanos),
          Math.max(0, lastIntendedNanos - countedFromNanos),
          cpuShare);
      connections.forEach(LoadConnection::close);
      done.complete(result);
    }
    return finished;
  }
}
