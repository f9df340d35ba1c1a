package weir.http.config;

import java.net.InetAddress;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads a list of hosts, as a request names the one it is addressed to. */
final class HostNames {

  private static final int LONGEST = 253;

  private static final Pattern NAME =
      Pattern.compile("(?![0-9.]+$)[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");

  /** Anything else would be looked up as a name. */
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*");

  private HostNames() {}

  /**
   * Reads names with commas between.
   *
   * @param text may be empty
   * @return the names, sorted, in lower case, IPv6 addresses without brackets; unmodifiable
   * @throws IllegalArgumentException if one is neither a host name nor an address; says what to do
   */
  static Set<String> parse(String text) {
    Set<String> names = new TreeSet<>();
    if (!text.isBlank()) {
      for (String name : text.split(",", -1)) {
        names.add(parseOne(name.strip()));
      }
    }
    return Collections.unmodifiableSet(names);
  }

  private static String parseOne(String written) {
    String name = written.toLowerCase(Locale.ROOT);
    if (name.startsWith("[") && name.endsWith("]") && name.contains(":")) {
      name = name.substring(1, name.length() - 1);
    }
    if (LITERAL.matcher(name).matches() ? isAddress(name) : isName(name)) {
      return name;
    }
    throw new IllegalArgumentException(
        "'"
            + written
            + "' is no host name or IP address: write each bare, without scheme, port or wildcard,"
            + " such as weir.example.org");
  }

  private static boolean isName(String name) {
    return name.length() <= LONGEST && NAME.matcher(name).matches();
  }

  private static boolean isAddress(String literal) {
    try {
      InetAddress.ofLiteral(literal);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
