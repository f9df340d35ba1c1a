package weir.bench.http.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.bench.http.HttpContender;
import weir.bench.http.bare.BareJavalin;
import weir.bench.http.bare.BareJetty;

/** Starts every server that is compared. Used by one thread. */
public final class Servers {

  private static final String NGINX_SETTINGS =
      """
      daemon off;
      master_process off;
      worker_processes 1;
      pid FOLDER/nginx.pid;
      error_log stderr warn;
      events { worker_connections 1024; }
      http {
        access_log off;
        server_tokens off;
        default_type text/plain;
        keepalive_timeout 600s;
        keepalive_requests 1000000000;
        client_body_temp_path FOLDER/body;
        proxy_temp_path FOLDER/proxy;
        fastcgi_temp_path FOLDER/fastcgi;
        uwsgi_temp_path FOLDER/uwsgi;
        scgi_temp_path FOLDER/scgi;
        server {
          listen 127.0.0.1:PORT;
          location / { return 202 "OK"; }
        }
      }
      """;

  private final Children children;
  private final Path launcher;
  private final Path folder;
  private final List<String> jvmFlags;
  private final Optional<Path> nginx;

  /**
   * Says what to start them with.
   *
   * @param children takes the processes in
   * @param launcher the project's
   * @param folder for sockets and settings
   * @param jvmFlags of the bare servers
   * @param nginx its file, where it is installed
   */
  public Servers(
      Children children, Path launcher, Path folder, List<String> jvmFlags, Optional<Path> nginx) {
    this.children = children;
    this.launcher = launcher;
    this.folder = folder;
    this.jvmFlags = jvmFlags;
    this.nginx = nginx;
  }

  /**
   * Starts a server in a process of its own.
   *
   * @param contender which
   * @return the server, ready
   * @throws RunFault if it does not get ready
   * @throws IOException if it can't be started
   * @throws InterruptedException if the calling thread is interrupted
   */
  public ServerProcess start(HttpContender contender)
      throws RunFault, IOException, InterruptedException {
    return ServerProcess.start(children, contender, launch(contender));
  }

  /**
   * Where a server of this project is told how many workers to have.
   *
   * @param contender which
   * @return its local socket
   */
  public WorkerControl workersOf(HttpContender contender) {
    return new WorkerControl(socket(contender));
  }

  private Launch launch(HttpContender contender) throws IOException, RunFault {
    return switch (contender) {
      case WEIR_0MS -> weir(contender, "--service-time", "0ms");
      case WEIR_5MS ->
          weir(contender, "--service-time", "5ms", "--workers", "256", "--max-workers", "256");
      case WEIR_WAKEUP -> weir(contender, "--service-time", "0ms", "--ring-size", "131072");
      case WEIR_JOURNAL_OS -> journal(contender, "os");
      case WEIR_JOURNAL_INTERVAL -> journal(contender, "interval:5ms");
      case WEIR_JOURNAL_ALWAYS -> journal(contender, "always");
      case JAVALIN -> bare(BareJavalin.class);
      case JETTY -> bare(BareJetty.class);
      case NGINX -> nginx();
    };
  }

  /** In a folder of its own each time: what an earlier process left would be handled first. */
  private Launch journal(HttpContender contender, String policy) throws IOException {
    Path journal = Files.createTempDirectory(folder, contender.id());
    return weir(
        contender,
        "--service-time",
        "0ms",
        "--journal",
        "disk",
        "--journal-dir",
        journal.toString(),
        "--journal-sync",
        policy);
  }

  private Launch weir(HttpContender contender, String... flags) throws IOException {
    // One that was killed leaves its socket behind.
    Files.deleteIfExists(socket(contender));
    List<String> command = new ArrayList<>(List.of(launcher.toString(), "serve", "--port", "0"));
    command.addAll(List.of("--socket", socket(contender).toString()));
    command.addAll(List.of(flags));
    return new Launch(command, Optional.empty(), "/health/ready");
  }

  private Path socket(HttpContender contender) {
    return folder.resolve(contender.id());
  }

  private Launch bare(Class<?> program) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JvmFlags.withClassPath(jvmFlags, System.getProperty("java.class.path")));
    command.add(program.getName());
    return new Launch(command, Optional.empty(), "/");
  }

  private Launch nginx() throws IOException, RunFault {
    Path program =
        nginx.orElseThrow(() -> new RunFault("nginx is not installed (Debian: nginx-light)"));
    int port = freePort();
    Path own = Files.createDirectories(folder.resolve("nginx"));
    Path settings =
        Files.writeString(
            own.resolve("nginx.conf"),
            NGINX_SETTINGS
                .replace("FOLDER", own.toString())
                .replace("PORT", Integer.toString(port)));
    return new Launch(
        List.of(program.toString(), "-p", own.toString(), "-c", settings.toString()),
        Optional.of("http://127.0.0.1:" + port),
        "/");
  }

  /** The one server that can't choose a port itself. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
