package weir.desktop.client;

import java.util.List;
import weir.core.link.LinkAddress;

/**
 * What is known of a server.
 *
 * @param address where it is
 * @param state how it stands
 * @param sources what it shows, the first {@link ServerTrack#MOST_SOURCES} of it; the last it
 *     showed where it is gone
 * @param leftOut how many more sources it shows
 * @param added whether somebody has added it by hand
 */
public record ServerReading(
    LinkAddress address,
    ServerState state,
    List<SourceReading> sources,
    int leftOut,
    boolean added) {

  /** Keeps the list from changing. */
  public ServerReading {
    sources = List.copyOf(sources);
  }
}
