package weir.http.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.PromiseNotifier;
import java.lang.management.ManagementFactory;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import weir.http.load.LoadResult.Outcome;

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

  /** Of https; null for http, and before {@link #run}, which hands it to the event loop. */
  private @Nullable SslContext encryption;

  // What follows is confined to the event loop. Times without another word are since the start.
  private final LoadResult result = new LoadResult();
  private final List<LoadConnection> connections = new ArrayList<>();
  private final Sender sender;
  private long startNanos;
  private long startCpuNanos;
  private long sent;
  private int outstanding;
  private boolean started;
  private boolean finished;
  private long lastOpenNanos;
  private long nextHousekeepingNanos = HOUSEKEEPING_NANOS;
  private long nextProgressNanos = PROGRESS_NANOS;

  /**
   * How a run is going.
   *
   * @param elapsedNanos since its start
   * @param sent requests sent
   * @param ended requests that ended
   * @param outstanding requests sent and not answered
   * @param behindNanos how long the request that is next has waited for a connection
   * @param p99Micros of the time from the intended arrival, so far
   * @param soFar what has come of it; to be read on the event loop
   */
  public record Progress(
      long elapsedNanos,
      long sent,
      long ended,
      int outstanding,
      long behindNanos,
      long p99Micros,
      LoadResult soFar) {}

  /**
   * Prepares a run.
   *
   * @param settings what to send
   * @param listener told once a second, on the event loop
   */
  public LoadRun(LoadSettings settings, Consumer<Progress> listener) {
    this.settings = settings;
    this.listener = listener;
    sender = Sender.of(settings.pattern(), connections);
  }

  /**
   * Connects, sends everything and waits for the last answer.
   *
   * @return what came of it
   * @throws LoadException if the server can't be reached or the log can't be made; nothing was sent
   *     then
   * @throws InterruptedException if the calling thread is interrupted
   */
  public LoadResult run() throws LoadException, InterruptedException {
    try {
      if (settings.request().isEncrypted()) {
        encryption = Encryption.of(settings.request());
      }
      connectAll();
      return settings.log() == null ? send() : sendWithLog(settings.log());
    } finally {
      group.shutdownGracefully(0, 1, TimeUnit.SECONDS).await(2, TimeUnit.SECONDS);
    }
  }

  private LoadResult sendWithLog(Path file) throws LoadException {
    try (LoadLog log = LoadLog.open(file)) {
      result.recordTo(log);
      send();
      result.logged(log.finish());
    }
    return result;
  }

  private LoadResult send() {
    loop.execute(guarded(this::start));
    try {
      return done.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  /**
   * Sends nothing more; the run ends when the answers that are out have come. What was due by now
   * and has not been sent counts as never sent. Once it has ended, this does nothing. Thread-safe.
   */
  public void stop() {
    try {
      loop.execute(guarded(this::stopNow));
    } catch (RejectedExecutionException e) {
      // The loop ends with the run.
    }
  }

  private void stopNow() {
    if (!started) {
      // Nothing was due yet. Its connections, of which some may be opening, end with the loop.
      finished = true;
      done.complete(result);
      return;
    }
    long nowNanos = elapsedNanos();
    sender.sendDue(this, nowNanos); // what a free connection can take is not late
    sender.stop(nowNanos);
  }

  private void connectAll() throws LoadException, InterruptedException {
    List<Future<?>> attempts = new ArrayList<>();
    for (int index = 0; index < settings.connections(); index++) {
      LoadConnection connection = new LoadConnection(this, settings);
      connections.add(connection);
      attempts.add(connect(connection));
    }
    for (Future<?> attempt : attempts) {
      attempt.await();
      if (!attempt.isSuccess()) {
        throw new LoadException(
            "%s can't be reached (%s): %s"
                .formatted(
                    settings.request(),
                    reason(attempt.cause()),
                    attempt.cause() instanceof SSLException
                        ? "does it speak https, with a certificate that this machine trusts? Any is"
                            + " taken with --insecure"
                        : "is a server running there?"),
            attempt.cause());
      }
    }
  }

  /** A JDK's message goes on with the class of the next one, which helps nobody here. */
  private static String reason(Throwable fault) {
    return String.valueOf(fault.getMessage())
        .replaceFirst(": [a-z.]+\\.[A-Z]\\w*Exception: .*", "");
  }

  /** Opens a connection, which can take a request when the future has succeeded. */
  Future<?> connect(LoadConnection connection) {
    LoadRequest request = settings.request();
    SslContext encrypted = encryption;
    ChannelFuture connected =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
            .handler(
                new ChannelInitializer<SocketChannel>() {
                  @Override
                  protected void initChannel(SocketChannel channel) {
                    if (encrypted != null) {
                      channel
                          .pipeline()
                          .addLast(
                              encrypted.newHandler(
                                  channel.alloc(), request.host(), request.port()));
                    }
                    channel.pipeline().addLast(new HttpClientCodec(), connection);
                  }
                })
            .connect(request.host(), request.port());
    return encrypted == null ? connected : encrypted(connected);
  }

  private Future<Channel> encrypted(ChannelFuture connected) {
    Promise<Channel> encrypted = loop.newPromise();
    connected.addListener(
        attempt -> {
          SslHandler handler = connected.channel().pipeline().get(SslHandler.class);
          if (!attempt.isSuccess() || handler == null) {
            encrypted.setFailure(
                attempt.cause() == null ? new ClosedChannelException() : attempt.cause());
          } else {
            handler.handshakeFuture().addListener(new PromiseNotifier<>(encrypted));
          }
        });
    return encrypted;
  }

  private void start() {
    if (finished) {
      // Stopped while it connected.
      return;
    }
    started = true;
    startNanos = System.nanoTime();
    startCpuNanos = cpuNanos();
    sender.start(this);
    turn();
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // guarded tasks report their failures themselves
  void later(Runnable task, long nanos) {
    loop.schedule(guarded(task), nanos, TimeUnit.NANOSECONDS);
  }

  /** A task that fails must end the run and not just itself; any may be the last of a run. */
  private Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
        finishIfDone();
      } catch (RuntimeException | Error e) {
        fail(e);
      }
    };
  }

  /** Ends the run without a result. */
  void fail(Throwable fault) {
    finished = true;
    done.completeExceptionally(fault);
  }

  /** One look at the clock; goes on by itself until the run is over. */
  private void turn() {
    if (finished) {
      return;
    }
    long nowNanos = elapsedNanos();
    long nextNanos = sender.sendDue(this, nowNanos);
    sender.giveUp(this, nowNanos - settings.timeoutNanos());
    keepHouse(nowNanos);
    long leftNanos = nextNanos == Sender.NEVER ? HOUSEKEEPING_NANOS : nextNanos - nowNanos;
    if (leftNanos > AWAKE_NANOS) {
      later(this::turn, Math.min(leftNanos - AWAKE_NANOS, HOUSEKEEPING_NANOS));
    } else {
      // Due at once, yet not before the selector has had its look: a task that is executed rather
      // than scheduled would keep it from reading answers for up to a second.
      later(this::turn, 1);
    }
  }

  void send(LoadConnection connection, long intendedNanos, boolean waited) {
    long nowNanos = elapsedNanos();
    sent++;
    outstanding++;
    if (counts(intendedNanos)) {
      result.sent(intendedNanos, nowNanos, waited);
    }
    connection.send(intendedNanos, nowNanos);
  }

  /** A request was never sent, as no connection was free in time. */
  void unsent(long intendedNanos) {
    if (counts(intendedNanos)) {
      result.failed(Outcome.NOT_SENT);
    }
  }

  private boolean counts(long intendedNanos) {
    return intendedNanos >= settings.warmUpNanos();
  }

  /** A connection's request has ended; if the connection is closed it opens itself again first. */
  void ended(LoadConnection connection, Outcome outcome, long intendedNanos, long sentNanos) {
    outstanding--;
    if (counts(intendedNanos)) {
      if (outcome == Outcome.CONNECTION_ERROR || outcome == Outcome.NO_ANSWER) {
        result.failed(outcome);
      } else {
        result.answered(outcome, intendedNanos, sentNanos, elapsedNanos());
      }
    }
    if (connection.isOpen()) {
      ready(connection);
    } else {
      finishIfDone();
    }
  }

  /**
   * A connection can take the next request. Before the start that is not asked for: it begins with
   * the connections that are open then.
   */
  void ready(LoadConnection connection) {
    if (started && !finished) {
      sender.ready(this, connection);
      finishIfDone();
    }
  }

  /** A connection has closed that had no request under way. */
  void lost(LoadConnection connection) {
    if (started) {
      sender.lost(connection);
    }
  }

  private void keepHouse(long nowNanos) {
    if (nowNanos >= nextHousekeepingNanos) {
      nextHousekeepingNanos = nowNanos + HOUSEKEEPING_NANOS;
      boolean anyOpen = false;
      for (LoadConnection connection : connections) {
        connection.checkTimeout(nowNanos);
        anyOpen |= connection.isOpen();
      }
      if (anyOpen) {
        lastOpenNanos = nowNanos;
      } else if (nowNanos - lastOpenNanos > settings.timeoutNanos()) {
        // The server is gone for good, and so is the load.
        sender.stop(nowNanos);
      }
    }
    if (nowNanos >= nextProgressNanos) {
      nextProgressNanos = nowNanos + PROGRESS_NANOS;
      listener.accept(
          new Progress(
              nowNanos,
              sent,
              sent - outstanding,
              outstanding,
              sender.behindNanos(nowNanos),
              result.fromIntended().getValueAtPercentile(99),
              result));
    }
  }

  boolean isFinished() {
    return finished;
  }

  private void finishIfDone() {
    if (started && !finished && sender.isOver() && outstanding == 0) {
      finished = true;
      long tookNanos = elapsedNanos();
      result.finish(
          Math.max(0, tookNanos - settings.warmUpNanos()),
          Math.max(0, sender.endNanos(tookNanos) - settings.warmUpNanos()),
          (double) (cpuNanos() - startCpuNanos) / Math.max(1, tookNanos));
      connections.forEach(LoadConnection::close);
      done.complete(result);
    }
  }
}
