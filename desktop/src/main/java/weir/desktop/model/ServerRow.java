package weir.desktop.model;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import weir.core.link.LinkAddress;
import weir.desktop.client.ServerReading;
import weir.desktop.client.ServerState;
import weir.desktop.client.SourceReading;

/**
 * A row of the list of servers: a server with its only source, a server that shows several or none,
 * or one of several sources. It stays the same while its figures change. FX thread only.
 */
public final class ServerRow {

  /** What tells rows apart. */
  public sealed interface Key {

    /**
     * Where the server is.
     *
     * @return empty of a group
     */
    default Optional<LinkAddress> address() {
      return Optional.empty();
    }

    /**
     * The source that the row is about.
     *
     * @return its name; empty for a server's own row, and of a group
     */
    default String source() {
      return "";
    }
  }

  private record OfServer(LinkAddress at, String source) implements Key {

    @Override
    public Optional<LinkAddress> address() {
      return Optional.of(at);
    }
  }

  private record OfGroup(String name) implements Key {}

  static Key ofServer(LinkAddress address) {
    return new OfServer(address, "");
  }

  static Key ofSource(LinkAddress address, String source) {
    return new OfServer(address, source);
  }

  static Key ofGroup(String name) {
    return new OfGroup(name);
  }

  /**
   * What a row says now.
   *
   * @param name what the server is called; told from others of that name
   * @param server how it stands, and what it shows; of a group one of its processes
   * @param source the figures of the row; empty where it has none
   * @param members how many processes a group has; 0 for what is none
   * @param shown whether the panel shows it
   */
  public record Reading(
      String name,
      ServerReading server,
      Optional<SourceReading> source,
      int members,
      boolean shown) {

    /**
     * Whether the server is there to be shown.
     *
     * @return true if it answers
     */
    public boolean isHere() {
      return server.state() instanceof ServerState.Here;
    }
  }

  private final Key key;
  private final ReadOnlyObjectWrapper<Reading> reading;

  ServerRow(Key key, Reading first) {
    this.key = key;
    this.reading = new ReadOnlyObjectWrapper<>(this, "reading", first);
  }

  /**
   * What tells it from others.
   *
   * @return the same on each call
   */
  public Key key() {
    return key;
  }

  /**
   * What it says, renewed once a second.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<Reading> readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /**
   * What it says now.
   *
   * @return the reading
   */
  public Reading reading() {
    return reading.get();
  }

  /**
   * Whether it is one of several sources of a server, whose row stands above.
   *
   * @return false for a server's own row
   */
  public boolean isOfSource() {
    return !key.source().isEmpty();
  }

  /**
   * Whether it is several processes that are added up.
   *
   * @return true if so
   */
  public boolean isOfGroup() {
    return key instanceof OfGroup;
  }

  void show(Reading now) {
    reading.set(now);
  }
}
