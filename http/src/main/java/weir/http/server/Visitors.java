package weir.http.server;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. A page in the user's browser can reach this server though nobody else can: its
 * requests are told by the headers that browsers add. By giving its own name the address of this
 * machine (DNS rebinding) it would even pass for this server's own; so requests must be addressed
 * to a name that is known to be this server's. Immutable.
 */
final class Visitors {

  private static final String SEC_FETCH_SITE = "Sec-Fetch-Site";

  /** What browsers say of a page of this very server, and of what the user typed. */
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private static final List<String> LOOPBACK_NAMES = List.of("localhost", "127.0.0.1", "[::1]");

  /** Names in lower case, without a port; IPv6 addresses in brackets. Empty: any name. */
  private final Set<String> names;

  /** Those of them that were given, by which a proxy may be asked that speaks https. */
  private final Set<String> given;

  private Visitors(Set<String> names, Set<String> given) {
    this.names = names;
    this.given = given;
  }

  /**
   * Visitors of a server that only this machine can reach.
   *
   * @param host where it listens
   * @param allowed names besides that and loopback's own
   */
  static Visitors ofLoopback(String host, Collection<String> allowed) {
    Set<String> given = new HashSet<>();
    allowed.forEach(name -> given.add(normal(name)));
    Set<String> names = new HashSet<>(LOOPBACK_NAMES);
    names.add(normal(host));
    names.addAll(given);
    return new Visitors(Set.copyOf(names), Set.copyOf(given));
  }

  /**
   * Visitors of a server that other machines can reach, by names that it can't know.
   *
   * @param host where it listens
   * @param allowed the names that it is to be addressed by; none: any
   */
  static Visitors ofAnywhere(String host, Collection<String> allowed) {
    return allowed.isEmpty() ? new Visitors(Set.of(), Set.of()) : ofLoopback(host, allowed);
  }

  /**
   * Whether a request is refused.
   *
   * @return why, or null if it is not
   */
  @Nullable Problem refusal(Request request) {
    String origin = null;
    String site = null;
    for (HttpField field : request.getHeaders()) {
      HttpHeader header = field.getHeader();
      if (header == HttpHeader.ORIGIN) {
        origin = field.getValue();
      } else if (header == null && SEC_FETCH_SITE.equalsIgnoreCase(field.getName())) {
        site = field.getValue();
      }
    }
    // The authority of the request line or of the Host header; HTTP/1.0 may have neither.
    String host = request.getHttpURI().getHost();
    if (host != null && !isKnown(host)) {
      return Problems.NOT_OUR_NAME;
    }
    boolean ownSite = site == null || OWN_SITE.contains(site);
    boolean ownOrigin = origin == null || isOrigin(origin, request);
    return ownSite && ownOrigin ? null : Problems.OTHER_SITE;
  }

  private boolean isKnown(String host) {
    return names.isEmpty() || names.contains(host) || names.contains(normal(host));
  }

  private boolean isOrigin(String origin, Request request) {
    String authority = request.getHttpURI().getAuthority();
    if (authority == null) {
      return false;
    }
    String host = String.valueOf(request.getHttpURI().getHost());
    return isSame(origin, "http://" + authority, ":80")
        || (given.contains(normal(host)) && isSame(origin, "https://" + authority, ":443"));
  }

  /** A browser leaves out the port that its scheme has anyway; others need not. */
  private static boolean isSame(String origin, String other, String defaultPort) {
    return without(defaultPort, origin).equalsIgnoreCase(without(defaultPort, other));
  }

  private static String without(String end, String text) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  private static String normal(String name) {
    String host = HostPort.normalizeHost(name.toLowerCase(Locale.ROOT));
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }
}
