package weir.core.link;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Finds and reads the addresses of local sockets. Stateless. */
public final class LinkAddresses {

  /**
   * Most bytes in the path of a Unix domain socket. Linux has room for 108 and others for 104; the
   * JDK keeps two of them back.
   */
  static final int MAX_PATH_BYTES =
      System.getProperty("os.name", "").startsWith("Linux") ? 106 : 102;

  /** The environment variable that stands in for {@code --socket}. */
  public static final String SOCKET_VARIABLE = "WEIR_SOCKET";

  private static final String SOCKET_NAME = "control.sock";
  private static final String TCP_PREFIX = "tcp:";
  private static final int MAX_PORT = 65_535;

  private LinkAddresses() {}

  /**
   * The address that both ends use when they are told none, for this process' environment.
   *
   * @return see {@link #defaultAddress(Map, Properties)}
   */
  public static LinkAddress.UnixSocket defaultAddress() {
    return defaultAddress(System.getenv(), System.getProperties());
  }

  /**
   * The address that both ends use when they are told none: {@code
   * $XDG_RUNTIME_DIR/weir/control.sock}, or {@code <java.io.tmpdir>/weir-<user.name>/control.sock}
   * where that variable is unset or no absolute path.
   *
   * @param environment the environment variables
   * @param properties the system properties
   * @return the address; its path may still be too long for the system
   */
  public static LinkAddress.UnixSocket defaultAddress(
      Map<String, String> environment, Properties properties) {
    return new LinkAddress.UnixSocket(runtimeFolder(environment, properties).resolve(SOCKET_NAME));
  }

  /**
   * The address of a program that is watched: {@code jvm-PID.sock}, beside the {@linkplain
   * #defaultAddress() default}.
   *
   * @param pid its process id
   * @return the address; its path may still be too long for the system
   */
  public static LinkAddress.UnixSocket ofProcess(long pid) {
    return new LinkAddress.UnixSocket(
        runtimeFolder(System.getenv(), System.getProperties()).resolve("jvm-" + pid + ".sock"));
  }

  /**
   * The address of a process that runs workers alone: {@code worker-PID.sock}, beside the
   * {@linkplain #defaultAddress() default}.
   *
   * @param pid its process id
   * @return the address; its path may still be too long for the system
   */
  public static LinkAddress.UnixSocket ofWorkers(long pid) {
    return new LinkAddress.UnixSocket(
        runtimeFolder(System.getenv(), System.getProperties()).resolve("worker-" + pid + ".sock"));
  }

  /**
   * The address that both ends use: the one a person gave, else that of {@link #SOCKET_VARIABLE}
   * unless it is blank, else the default.
   *
   * @param given what was written after {@code --socket}, or null if it was not given
   * @param environment the environment variables
   * @param properties the system properties
   * @return the address
   * @throws LinkException if the text is no address; see {@link #parse(String, Map, Properties)}
   */
  public static LinkAddress chosen(
      @Nullable String given, Map<String, String> environment, Properties properties)
      throws LinkException {
    if (given != null) {
      return parse(given, environment, properties);
    }
    String variable = environment.get(SOCKET_VARIABLE);
    if (variable == null || variable.isBlank()) {
      return defaultAddress(environment, properties);
    }
    try {
      return parse(variable.strip(), environment, properties);
    } catch (LinkException e) {
      throw new LinkException(
          "the environment variable " + SOCKET_VARIABLE + " can't be used: " + e.getMessage(), e);
    }
  }

  /**
   * Reads what a person wrote after {@code --socket}, for this process' environment.
   *
   * @param text see {@link #parse(String, Map, Properties)}
   * @return the address
   * @throws LinkException if the text is no address
   */
  public static LinkAddress parse(String text) throws LinkException {
    return parse(text, System.getenv(), System.getProperties());
  }

  /**
   * Reads what a person wrote after {@code --socket}.
   *
   * @param text the path of a Unix domain socket, or {@code tcp:PORT} for a loopback port whose
   *     token is kept in the runtime folder as {@code tcp-PORT.token}
   * @param environment the environment variables
   * @param properties the system properties
   * @return the address
   * @throws LinkException if the text is empty, is no path, has a bad port or is too long a path
   */
  public static LinkAddress parse(
      String text, Map<String, String> environment, Properties properties) throws LinkException {
    if (text.isBlank()) {
      throw new LinkException("the socket is empty: give a path, or tcp:PORT");
    }
    if (text.startsWith(TCP_PREFIX)) {
      int port = parsePort(text);
      Path folder = runtimeFolder(environment, properties);
      return new LinkAddress.LoopbackTcp(port, folder.resolve(tokenFileName(port)));
    }
    try {
      return new LinkAddress.UnixSocket(requireShortEnough(Path.of(text)));
    } catch (InvalidPathException e) {
      throw new LinkException("the socket is no valid path (" + e.getReason() + ")", e);
    }
  }

  /**
   * An address in the words that {@link #parse(String)} reads, whatever the current folder is then.
   *
   * @param address any
   * @return an absolute path, or {@code tcp:PORT}
   */
  public static String text(LinkAddress address) {
    return address instanceof LinkAddress.LoopbackTcp tcp
        ? TCP_PREFIX + tcp.port()
        : ((LinkAddress.UnixSocket) address).path().toAbsolutePath().normalize().toString();
  }

  /**
   * The same address, written in the one way that tells it from others.
   *
   * @param address any
   * @return it with an absolute path
   */
  public static LinkAddress absolute(LinkAddress address) {
    return address instanceof LinkAddress.UnixSocket unix
        ? new LinkAddress.UnixSocket(unix.path().toAbsolutePath().normalize())
        : address;
  }

  private static int parsePort(String text) throws LinkException {
    String digits = text.substring(TCP_PREFIX.length());
    try {
      int port = Integer.parseInt(digits);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Not a number: told below like a number out of range.
    }
    throw new LinkException(
        "\"" + digits + "\" is no TCP port: write tcp:PORT with a port from 0 to " + MAX_PORT);
  }

  /** Checks that the system takes this path for a socket. */
  static Path requireShortEnough(Path path) throws LinkException {
    int bytes = path.toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_PATH_BYTES) {
      throw new LinkException(
          "the socket path has "
              + bytes
              + " bytes, the system allows "
              + MAX_PATH_BYTES
              + ": give --socket with a shorter path ("
              + path
              + ")");
    }
    return path;
  }

  /** Whether this is the folder that Weir makes for itself and shares with nobody. */
  static boolean isRuntimeFolder(Path folder) {
    return folder.equals(
        runtimeFolder(System.getenv(), System.getProperties()).toAbsolutePath().normalize());
  }

  static String tokenFileName(int port) {
    return "tcp-" + port + ".token";
  }

  /** The port on 127.0.0.1, whatever this system calls its loopback interface. */
  static InetSocketAddress loopback(int port) {
    try {
      return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  /**
   * How a person would name this address.
   *
   * @param address any
   * @return the path of the socket, or host and port
   */
  public static String describe(LinkAddress address) {
    return address instanceof LinkAddress.LoopbackTcp tcp
        ? "127.0.0.1:" + tcp.port()
        : ((LinkAddress.UnixSocket) address).path().toString();
  }

  static Path runtimeFolder(Map<String, String> environment, Properties properties) {
    @Nullable String runtime = environment.get("XDG_RUNTIME_DIR");
    if (runtime != null && Path.of(runtime).isAbsolute()) {
      return Path.of(runtime, "weir");
    }
    String user = properties.getProperty("user.name", "unknown").replaceAll("[^A-Za-z0-9._-]", "_");
    return Path.of(properties.getProperty("java.io.tmpdir", "/tmp"), "weir-" + user);
  }
}
