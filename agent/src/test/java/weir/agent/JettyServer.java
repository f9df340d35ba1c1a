package weir.agent;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server of Jetty's whose requests take a while. */
public final class JettyServer implements UnaryOperator<String> {

  private final QueuedThreadPool pool = new QueuedThreadPool(8, 4);
  private final ServerConnector connector;
  private final LongAdder handled = new LongAdder();

  public JettyServer() throws Exception {
    pool.setName("jetty");
    Server server = new Server(pool);
    connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            PoolCommands.work();
            handled.increment();
            callback.succeeded();
            return true;
          }
        });
    server.start();
  }

  @Override
  public String apply(String command) {
    return switch (command) {
      case "port" -> Integer.toString(connector.getLocalPort());
      case "handled" -> handled.toString();
      case "pool" -> pool + " leased " + pool.getLeasedThreads();
      default -> "?";
    };
  }
}
