package weir.http.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import weir.core.pipeline.Pipeline;

/** Javalin over Jetty, set up for one pipeline on a socket that is already bound. */
final class HttpEndpoint {

  /** Requests only publish and answer, so that more threads would not answer more of them. */
  private static final int MAX_THREADS = 32;

  private static final int MIN_THREADS = 8;
  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 2;
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Javalin javalin;

  private final AwaitRoute await;

  private HttpEndpoint(Javalin javalin, AwaitRoute await) {
    this.javalin = javalin;
    this.await = await;
  }

  static HttpEndpoint start(
      ServerSocketChannel socket, Pipeline<HttpEvent> pipeline, BooleanSupplier ready) {
    AwaitRoute await = new AwaitRoute(pipeline);
    return new HttpEndpoint(
        Javalin.start(
            config -> {
              configure(config, socket);
              Routes.add(config.routes, pipeline, await, ready);
            }),
        await);
  }

  private static void configure(JavalinConfig config, ServerSocketChannel socket) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("http");
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(
        server -> {
          // Lets the requests that are under way finish when the server stops.
          server.setHandler(new GracefulHandler());
          server.setStopTimeout(STOP_TIMEOUT.toMillis());
          server.setErrorHandler(new JettyErrorAnswer());
        });
    config.jetty.addConnector((server, http) -> connector(server, http, socket));
  }

  private static Connector connector(
      Server server, HttpConfiguration http, ServerSocketChannel socket) {
    http.setSendServerVersion(false);
    ServerConnector connector =
        new ServerConnector(server, ACCEPTORS, SELECTORS, new HttpConnectionFactory(http));
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    try {
      connector.open(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return connector;
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
