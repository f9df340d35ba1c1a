package watched.log4j2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Logs when it is asked to, over HTTP: bursts, from the thread that answers. */
public final class LoggingProgram {

  private static final Logger LOG = LogManager.getLogger(LoggingProgram.class);

  private static final int BURSTS = 200;
  private static final int LINES_IN_BURST = 1_000;
  private static final long PERIOD_NANOS = 50_000_000;

  private LoggingProgram() {}

  public static void main(String[] arguments) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/alive", exchange -> answer(exchange, "yes\n"));
    server.createContext("/log", LoggingProgram::log);
    server.start();
  }

  private static void log(HttpExchange exchange) throws IOException {
    long dueNanos = System.nanoTime();
    for (int burst = 0; burst < BURSTS; burst++) {
      for (int line = 0; line < LINES_IN_BURST; line++) {
        LOG.info("burst {} line {}", burst, line);
      }
      dueNanos += PERIOD_NANOS;
      LockSupport.parkNanos(dueNanos - System.nanoTime());
    }
    answer(exchange, "logged\n");
  }

  private static void answer(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
