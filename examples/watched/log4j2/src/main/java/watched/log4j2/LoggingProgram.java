package watched.log4j2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Logs when it is asked to, over HTTP: as fast as it can, on the thread that answers. */
public final class LoggingProgram {

  private static final Logger LOG = LogManager.getLogger(LoggingProgram.class);

  private static final long DURATION_NANOS = 5_000_000_000L;

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
    long startNanos = System.nanoTime();
    for (int line = 0; System.nanoTime() - startNanos < DURATION_NANOS; line++) {
      LOG.info("line {}", line);
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
