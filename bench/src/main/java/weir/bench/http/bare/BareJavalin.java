package weir.bench.http.bare;

import io.javalin.Javalin;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;

/** Javalin with its defaults and one constant. */
public final class BareJavalin {

  private static final byte[] OK = "OK".getBytes(StandardCharsets.US_ASCII);

  private BareJavalin() {}

  /**
   * Listens on a free port of loopback and prints its address.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    Handler constant = context -> context.status(202).contentType("text/plain").result(OK);
    Javalin javalin =
        Javalin.start(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.jetty.host = "127.0.0.1";
              config.jetty.port = 0;
              // The answer is to have the length of Weir's, header by header.
              config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
              config.routes.get("/", constant);
              config.routes.post("/", constant);
            });
    System.out.println("Javalin listens on http://127.0.0.1:" + javalin.port());
  }
}
