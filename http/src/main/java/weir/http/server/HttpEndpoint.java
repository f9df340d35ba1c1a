package weir.http.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongPredicate;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.SerializedInvoker;
import weir.core.pipeline.Pipeline;

/** Javalin over Jetty, set up for one pipeline on a socket that is already bound. */
final class HttpEndpoint {

  /** Requests only publish and answer, so that more threads would not answer more of them. */
  private static final int MAX_THREADS = 32;

  private static final int MIN_THREADS = 8;
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Javalin javalin;
  private final AwaitRoute await;

  private HttpEndpoint(Javalin javalin, AwaitRoute await) {
    this.javalin = javalin;
    this.await = await;
  }

  /**
   * Starts to answer.
   *
   * @param socket where requests come in
   * @param visitors whose requests are answered
   * @param limits what a client may take
   * @param pipeline where events go
   * @param resource uses the resource for a number, without an event, and says whether that was
   *     done
   * @param readiness whether events are accepted
   * @param ordered whether events have keys
   */
  static HttpEndpoint start(
      ServerSocketChannel socket,
      Visitors visitors,
      ClientLimits limits,
      Pipeline<HttpEvent> pipeline,
      LongPredicate resource,
      Readiness readiness,
      boolean ordered) {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("http");
    EventBodies bodies = new EventBodies(limits);
    // Threads that wait must be none of those that others need.
    Executor publisher = pipeline.publishMayWait() ? Thread::startVirtualThread : Runnable::run;
    Publishing publishing = new Publishing(pipeline, bodies, publisher, inTurn(threads), ordered);
    AwaitRoute await = new AwaitRoute(publishing, threads, pipeline.journal().isPresent());
    RecentFigures figures = new RecentFigures(pipeline);
    UnqueuedUses unqueued = new UnqueuedUses(resource, bodies, readiness::isOpen);
    FrontDoor door =
        new FrontDoor(
            visitors,
            Map.of(
                "/events",
                new EventRoute(publishing),
                "/events/await",
                pipeline.handlesWhatWasPublished() ? await : refusal(bodies),
                "/direct/serial",
                onLoopback(socket, bodies, unqueued.serial()),
                "/direct/async",
                onLoopback(socket, bodies, unqueued.async())),
            bodies,
            figures,
            readiness);
    return new HttpEndpoint(
        Javalin.start(
            config -> {
              configure(config, threads, door);
              config.jetty.addConnector(
                  (server, http) -> {
                    http.setSendServerVersion(false);
                    return new RequestConnector(server, http, socket, limits, bodies);
                  });
              Routes.add(config.routes, pipeline, figures, unqueued, readiness);
            }),
        await);
  }

  /** One after the other, on one thread of a pool as long as there is something to do. */
  private static Executor inTurn(Executor threads) {
    SerializedInvoker invoker = new SerializedInvoker("answers");
    return task -> {
      Runnable first = invoker.offer(task);
      if (first != null) {
        threads.execute(first);
      }
    };
  }

  /** Nobody here would learn how the event ends. */
  private static DirectRoute refusal(EventBodies bodies) {
    return (request, response, callback) ->
        bodies.discard(request, () -> Problems.NOBODY_TO_WAIT_FOR.answer(response, callback));
  }

  /** What has no limit is not for strangers. */
  private static DirectRoute onLoopback(
      ServerSocketChannel socket, EventBodies bodies, DirectRoute route) {
    return socket.socket().getInetAddress().isLoopbackAddress()
        ? route
        : (request, response, callback) ->
            bodies.discard(request, () -> Problems.ONLY_ON_LOOPBACK.answer(response, callback));
  }

  private static void configure(JavalinConfig config, QueuedThreadPool threads, FrontDoor door) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(server -> configure(server, door));
  }

  private static void configure(Server server, FrontDoor door) {
    // Lets the requests that are under way finish when the server stops.
    server.setHandler(new GracefulHandler(door));
    server.setStopTimeout(STOP_TIMEOUT.toMillis());
    server.setErrorHandler(new JettyErrorAnswer());
    server.addBean(new ConnectionLimit(server));
  }

  /**
   * Answers those who wait for events that are left, stops listening, lets the requests under way
   * finish, for a bounded time, and returns.
   */
  void stop() {
    await.giveUp();
    javalin.stop();
  }
}
