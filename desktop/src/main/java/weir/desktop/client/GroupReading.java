package weir.desktop.client;

import java.util.List;
import weir.core.link.LinkAddress;

/**
 * What is known of a group of processes that share a journal.
 *
 * @param name what the group is called
 * @param members where they are; each answers now
 * @param figures what a row has room for: the group's backlog, and latencies of all its members
 */
public record GroupReading(String name, List<LinkAddress> members, SourceReading figures) {

  /** Keeps the list from changing. */
  public GroupReading {
    members = List.copyOf(members);
  }
}
