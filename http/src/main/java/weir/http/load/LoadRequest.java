package weir.http.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.http.wire.IntendedArrival;

/** What each request of a load is. Immutable; what it prints of itself holds no password. */
public final class LoadRequest {

  /** Largest body, in bytes. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  /** Bodies that may be encrypted at the same time. */
  private static final long MAX_ENCRYPTED_BYTES = 64L << 20;

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\t\\x20-\\x7E\\x80-\\xFF]");
  private static final Set<HttpMethod> ALWAYS_WITH_A_LENGTH =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  /** Of one connection and not of the request. The codec decides on them. */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "content-length",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final URI target;
  private final HttpMethod method;
  private final HttpHeaders headers;
  private final ByteBuf body;
  private final boolean anyCertificate;

  private LoadRequest(
      URI target, HttpMethod method, HttpHeaders headers, ByteBuf body, boolean anyCertificate) {
    this.target = target;
    this.method = method;
    this.headers = headers;
    this.body = body;
    this.anyCertificate = anyCertificate;
  }

  /**
   * A plain GET.
   *
   * @param target where it goes
   * @return the request
   * @throws IllegalArgumentException as {@link #of}
   */
  public static LoadRequest get(URI target) {
    return of(target, null, List.of(), new byte[0], false);
  }

  /**
   * Any request.
   *
   * @param target where it goes: http or https, a host, maybe user info, a port and a path
   * @param method null for GET, or POST if there is a body
   * @param headers each as {@code Name: value}
   * @param body may be empty
   * @param anyCertificate whether a server of https may show any certificate
   * @return the request
   * @throws IllegalArgumentException if that is no request; the message says why and what to do
   */
  public static LoadRequest of(
      URI target,
      @Nullable String method,
      List<String> headers,
      byte[] body,
      boolean anyCertificate) {
    if (!Set.of("http", "https").contains(schemeOf(target)) || target.getHost() == null) {
      throw new IllegalArgumentException(
          Secrets.hidden("'" + target + "'")
              + " is no URL to send to: write one such as http://127.0.0.1:4000/events"
              + (hasUnderscore(target) ? "; no name of a host has a '_'" : ""));
    }
    if (target.getPort() == 0 || target.getPort() > 65_535) {
      throw new IllegalArgumentException(
          "a port must be from 1 to 65535, and " + target.getPort() + " is not");
    }
    if (body.length > MAX_BODY_BYTES) {
      throw new IllegalArgumentException("a body may have 1 MiB at most: send a smaller one");
    }
    HttpMethod chosen = method(method, body.length > 0);
    HttpHeaders all = new DefaultHttpHeaders();
    all.set(HttpHeaderNames.HOST, hostHeader(target));
    if (target.getUserInfo() != null) {
      all.set(HttpHeaderNames.AUTHORIZATION, basic(target.getUserInfo()));
    }
    addHeaders(all, headers);
    if (body.length > 0 || ALWAYS_WITH_A_LENGTH.contains(chosen)) {
      all.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    // A request line has ASCII alone.
    URI encoded = URI.create(target.toASCIIString());
    return new LoadRequest(encoded, chosen, all, shared(body), anyCertificate);
  }

  private static boolean hasUnderscore(URI target) {
    return target.getHost() == null
        && target.getRawAuthority() != null
        && target.getRawAuthority().indexOf('_') >= 0;
  }

  private static String schemeOf(URI target) {
    return target.getScheme() == null ? "" : target.getScheme().toLowerCase(Locale.ROOT);
  }

  private static HttpMethod method(@Nullable String name, boolean hasBody) {
    if (name == null) {
      return hasBody ? HttpMethod.POST : HttpMethod.GET;
    }
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no method of HTTP: write one such as PUT");
    }
    HttpMethod method = HttpMethod.valueOf(name.toUpperCase(Locale.ROOT));
    if (method.equals(HttpMethod.CONNECT)) {
      throw new IllegalArgumentException("CONNECT opens a tunnel: choose a method such as GET");
    }
    if (method.equals(HttpMethod.TRACE) && hasBody) {
      throw new IllegalArgumentException("TRACE has no body: leave one of the two out");
    }
    return method;
  }

  /** Those given replace what would be sent anyway; no value is ever printed. */
  private static void addHeaders(HttpHeaders all, List<String> headers) {
    HttpHeaders own = new DefaultHttpHeaders();
    for (int index = 0; index < headers.size(); index++) {
      String header = headers.get(index);
      int colon = header.indexOf(':');
      String name = colon < 0 ? "" : header.substring(0, colon).strip();
      if (!TOKEN.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "header " + (index + 1) + " is none: write it as 'Name: value'");
      }
      String lower = name.toLowerCase(Locale.ROOT);
      if (HOP_BY_HOP.contains(lower)) {
        throw new IllegalArgumentException(
            "the header " + name + " is up to each connection, not to its user: leave it out");
      }
      if (lower.equals(IntendedArrival.HEADER.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "the header " + name + " is what the load itself sends: leave it out");
      }
      String value = header.substring(colon + 1).strip();
      if (UNPRINTABLE.matcher(value).find()) {
        throw new IllegalArgumentException(
            "the value of the header "
                + name
                + " has characters that no header can have: use those of ISO 8859-1");
      }
      own.add(name, value);
    }
    own.names().forEach(name -> all.set(name, own.getAll(name)));
  }

  /** Out of the heap, where sending needs no copy of it for each connection. */
  private static ByteBuf shared(byte[] body) {
    if (body.length == 0) {
      return Unpooled.EMPTY_BUFFER;
    }
    return Unpooled.unreleasableBuffer(
        Unpooled.directBuffer(body.length).writeBytes(body).asReadOnly());
  }

  private static String basic(String userInfo) {
    String credentials = userInfo.contains(":") ? userInfo : userInfo + ":";
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }

  private static String hostHeader(URI target) {
    return target.getPort() < 0 ? target.getHost() : target.getHost() + ":" + target.getPort();
  }

  /** A request of this kind, for one connection to send. */
  DefaultFullHttpRequest next() {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, pathAndQuery(), body.duplicate());
    request.headers().add(headers);
    return request;
  }

  private String pathAndQuery() {
    String path =
        target.getRawPath() == null || target.getRawPath().isEmpty() ? "/" : target.getRawPath();
    return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
  }

  void checkConnections(int connections) {
    if (isEncrypted() && (long) connections * body.readableBytes() > MAX_ENCRYPTED_BYTES) {
      throw new IllegalArgumentException(
          "bodies of all connections together may have 64 MiB with https: send smaller ones, or"
              + " over fewer connections");
    }
  }

  boolean isEncrypted() {
    return schemeOf(target).equals("https");
  }

  boolean takesAnyCertificate() {
    return anyCertificate;
  }

  /** The name to look up and to be found in a certificate. */
  String host() {
    String host = target.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  int port() {
    return target.getPort() >= 0 ? target.getPort() : isEncrypted() ? 443 : 80;
  }

  /** The target without user info. */
  @Override
  public String toString() {
    return schemeOf(target) + "://" + hostHeader(target) + pathAndQuery();
  }
}
