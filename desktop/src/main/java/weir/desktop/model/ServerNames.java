package weir.desktop.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;

/** What servers are called: as short as tells them apart. */
final class ServerNames {

  private static final String SUFFIX = ".sock";

  private ServerNames() {}

  /**
   * Names of all.
   *
   * @param addresses all that there are
   * @return by address; the name of the socket's file, with the folder before it where two are the
   *     same, and the whole path where those are the same too
   */
  static Map<LinkAddress, String> of(List<LinkAddress> addresses) {
    Map<LinkAddress, String> names = new LinkedHashMap<>();
    for (LinkAddress address : addresses) {
      names.put(address, name(address));
    }
    Map<String, Integer> shorter = count(names);
    names.replaceAll(
        (address, name) -> shorter.getOrDefault(name, 0) > 1 ? inFolder(address) : name);
    Map<String, Integer> longer = count(names);
    names.replaceAll(
        (address, name) -> longer.getOrDefault(name, 0) > 1 ? LinkAddresses.text(address) : name);
    return names;
  }

  /** The name of one alone. */
  static String name(LinkAddress address) {
    if (!(address instanceof LinkAddress.UnixSocket unix)) {
      return LinkAddresses.text(address);
    }
    String file = String.valueOf(unix.path().getFileName());
    return file.endsWith(SUFFIX) && file.length() > SUFFIX.length()
        ? file.substring(0, file.length() - SUFFIX.length())
        : file;
  }

  private static String inFolder(LinkAddress address) {
    if (!(address instanceof LinkAddress.UnixSocket unix)) {
      return name(address);
    }
    Path folder = unix.path().toAbsolutePath().normalize().getParent();
    Path last = folder == null ? null : folder.getFileName();
    return last == null ? name(address) : last + "/" + name(address);
  }

  private static Map<String, Integer> count(Map<LinkAddress, String> names) {
    Map<String, Integer> counts = new HashMap<>();
    names.values().forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts;
  }
}
