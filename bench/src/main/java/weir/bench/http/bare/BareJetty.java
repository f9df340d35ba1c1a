package weir.bench.http.bare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/** Jetty with its defaults and one constant, answered by the thread that read the request. */
public final class BareJetty {

  private BareJetty() {}

  /**
   * Listens on a free port of loopback and prints its address.
   *
   * @param arguments none
   * @throws Exception if it can't start
   */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    HttpConfiguration http = new HttpConfiguration();
    // The answer is to have the length of Weir's, header by header.
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Constant());
    server.start();
    System.out.println("Jetty listens on http://127.0.0.1:" + connector.getLocalPort());
  }

  private static final class Constant extends Handler.Abstract.NonBlocking {

    private static final HttpField TEXT =
        new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain");
    private static final HttpField LENGTH = new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, "2");

    private final ByteBuffer ok = ByteBuffer.wrap("OK".getBytes(StandardCharsets.US_ASCII));

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      response.setStatus(202);
      response.getHeaders().put(TEXT).put(LENGTH);
      response.write(true, ok.slice(), callback);
      return true;
    }
  }
}
