package weir.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.http.load.LoadResult.Outcome;
import weir.http.load.LoadSettings.Pattern;

/** A load over https, to a server that made its certificate itself. */
@Timeout(60)
class EncryptedLoadTest {

  private static final long SECOND = 1_000_000_000L;
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger bodyBytes = new AtomicInteger();
  private HttpsServer server;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    Path keys = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "weir",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                keys.toString())
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          bodyBytes.addAndGet(exchange.getRequestBody().readAllBytes().length);
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }

  private LoadResult run(boolean anyCertificate) throws Exception {
    URI url = URI.create("https://user:s3cret@127.0.0.1:" + server.getAddress().getPort() + "/");
    LoadRequest request =
        LoadRequest.of(url, "PUT", List.of("X-A: b"), new byte[10_000], anyCertificate);
    LoadSettings settings =
        new LoadSettings(request, new Pattern.Open(Schedule.burst(40)), 4, 0, 20 * SECOND, null);
    return new LoadRun(settings, progress -> {}).run();
  }

  @Test
  void shouldSendBodiesToAServerWhoseCertificateIsNotAsked() throws Exception {
    assertThat(run(true).count(Outcome.OK)).isEqualTo(40);
    assertThat(bodyBytes).hasValue(400_000);
  }

  @Test
  void shouldSendNothingToAServerThatIsNotTrusted() {
    assertThatExceptionOfType(LoadException.class)
        .isThrownBy(() -> run(false))
        .withMessageContaining("can't be reached")
        .withMessageContaining("--insecure")
        .withMessageNotContaining("Exception")
        .withMessageNotContaining("s3cret");
    assertThat(bodyBytes).hasValue(0);
  }
}
