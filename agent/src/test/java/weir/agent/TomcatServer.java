package weir.agent;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Files;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** A server of Tomcat's whose requests take a while. */
public final class TomcatServer implements UnaryOperator<String> {

  private final Connector connector;
  private final LongAdder handled = new LongAdder();

  public TomcatServer() throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("tomcat").toString());
    tomcat.setPort(0);
    connector = tomcat.getConnector();
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxThreads", "4");
    connector.setProperty("minSpareThreads", "2");
    Context context = tomcat.addContext("", null);
    Wrapper servlet =
        Tomcat.addServlet(
            context,
            "work",
            new HttpServlet() {
              private static final long serialVersionUID = 1;

              @Override
              protected void doGet(HttpServletRequest request, HttpServletResponse response) {
                PoolCommands.work();
                handled.increment();
              }
            });
    servlet.addMapping("/*");
    tomcat.start();
  }

  @Override
  public String apply(String command) {
    return switch (command) {
      case "port" -> Integer.toString(connector.getLocalPort());
      case "handled" -> handled.toString();
      default -> "?";
    };
  }
}
