package weir.desktop.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Source;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.desktop.client.GroupConnection;
import weir.desktop.client.GroupReading;
import weir.desktop.client.PanelConnection;
import weir.desktop.client.PanelFeed;
import weir.desktop.client.ServerReading;
import weir.desktop.client.ServerWatch;
import weir.desktop.client.SourceReading;

/**
 * The servers of this user, and which of them the panel shows. FX thread only; the watch's news
 * come over the crossing.
 */
public final class ServerList implements AutoCloseable {

  /** Most servers that are added by hand. */
  public static final int MOST_ADDED = 32;

  /** So long a group is expected: later it would take the place of what is being looked at. */
  private static final long EXPECTED_NANOS = 15_000_000_000L;

  private final ObservableList<ServerRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper(this, "count", 0);
  private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper(this, "note", "");
  private final ReadOnlyObjectWrapper<LinkAddress> shown;
  private final ReadOnlyObjectWrapper<List<LinkAddress>> added =
      new ReadOnlyObjectWrapper<>(this, "added", List.of());
  private final ServerWatch watch;
  private final PanelModel model;
  private final ReadOnlyStringWrapper shownGroup =
      new ReadOnlyStringWrapper(this, "shownGroup", "");
  private PanelFeed connection;

  /** To be shown once it is found; empty for none. */
  private String expectedGroup = "";

  private long expectedUntilNanos;

  /**
   * Shows a first server, and starts to look for others.
   *
   * @param watch not started yet; closed with this
   * @param first where the server is to be shown is or will be
   * @param byHand what was added by hand before
   * @param crossing brings news to the FX thread
   */
  public ServerList(
      ServerWatch watch, LinkAddress first, List<LinkAddress> byHand, Executor crossing) {
    this.watch = watch;
    shown = new ReadOnlyObjectWrapper<>(this, "shown", LinkAddresses.absolute(first));
    PanelConnection opened = watch.show(first);
    connection = opened;
    model = new PanelModel(opened, crossing);
    byHand.stream().limit(MOST_ADDED).forEach(this::addByHand);
    model.follow(opened);
    model.sourceProperty().subscribe(this::refresh);
    FxNews news = new FxNews(crossing, this::refresh);
    watch.start(news::tell);
  }

  /**
   * What the panel shows.
   *
   * @return the same on each call
   */
  public PanelModel model() {
    return model;
  }

  /**
   * The rows.
   *
   * @return the list, changed only by this
   */
  public ObservableList<ServerRow> rows() {
    return rows;
  }

  /**
   * How many servers are in the list.
   *
   * @return the property; 1 where there is just the one on show
   */
  public ReadOnlyIntegerProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /**
   * What the list leaves out, and why.
   *
   * @return the property; empty if there is nothing to say
   */
  public ReadOnlyStringProperty noteProperty() {
    return note.getReadOnlyProperty();
  }

  /**
   * Where the server on show is.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<LinkAddress> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /**
   * The group on show, whose processes are added up.
   *
   * @return the property; empty where a server is shown
   */
  public ReadOnlyStringProperty shownGroupProperty() {
    return shownGroup.getReadOnlyProperty();
  }

  /**
   * The servers that were added by hand.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<List<LinkAddress>> addedProperty() {
    return added.getReadOnlyProperty();
  }

  /**
   * Says whether anybody can see the panel.
   *
   * @param visible while it is false nobody is looked for, and no figures come but those on show
   */
  public void setShowing(boolean visible) {
    watch.setShowing(visible);
  }

  /**
   * Shows the server of a row, and its source.
   *
   * @param row of the list
   */
  public void show(ServerRow row) {
    if (row.isOfGroup()) {
      showGroup(row.reading().name());
    } else {
      row.key().address().ifPresent(address -> show(address, row.key().source()));
    }
  }

  /**
   * Shows a group as soon as it is found. If that takes long, or somebody has chosen something
   * before, it is not expected any more.
   *
   * @param name what the group is called
   */
  public void expectGroup(String name) {
    expectedGroup = name;
    expectedUntilNanos = System.nanoTime() + EXPECTED_NANOS;
    refresh();
  }

  /**
   * The group that is to be shown the next time.
   *
   * @return the one on show, or that is expected; empty where a server is
   */
  public Optional<String> groupToRemember() {
    return Stream.of(shownGroup.get(), expectedGroup).filter(name -> !name.isEmpty()).findFirst();
  }

  private void showExpected() {
    if (expectedGroup.isEmpty()) {
      return;
    }
    if (rows.stream().anyMatch(this::isExpected)) {
      showGroup(expectedGroup);
    } else if (System.nanoTime() - expectedUntilNanos > 0) {
      expectedGroup = "";
    }
  }

  private boolean isExpected(ServerRow row) {
    return row.isOfGroup() && row.reading().name().equals(expectedGroup);
  }

  private void showGroup(String name) {
    expectedGroup = "";
    if (name.equals(shownGroup.get())) {
      return;
    }
    String before = nameShown();
    PanelFeed former = connection;
    GroupConnection group = watch.showGroup(name);
    connection = group;
    shownGroup.set(name);
    model.turnTo(group, before, name);
    former.retire();
    refresh();
  }

  /**
   * Shows a server, and keeps it in no list: it comes and goes.
   *
   * @param address where it is, absolute
   */
  public void visit(LinkAddress address) {
    show(address, "");
  }

  private void show(LinkAddress address, String source) {
    expectedGroup = "";
    if (shownGroup.get().isEmpty() && address.equals(shown.get())) {
      if (!source.isEmpty()) {
        model.showSource(source);
      }
      return;
    }
    PanelFeed before = connection;
    String name = nameShown();
    PanelConnection next = watch.show(address);
    connection = next;
    shown.set(address);
    shownGroup.set("");
    model.turnTo(next, name, source);
    before.retire();
    refresh();
  }

  private String nameShown() {
    if (!shownGroup.get().isEmpty()) {
      return "group " + shownGroup.get();
    }
    for (ServerRow row : rows) {
      if (row.key().address().filter(shown.get()::equals).isPresent()) {
        return row.reading().name();
      }
    }
    return ServerNames.name(shown.get());
  }

  /**
   * Adds a server by hand, and shows it.
   *
   * @param text a path, or {@code tcp:PORT}
   * @return what is wrong with it, in a sentence; empty if nothing is
   */
  public String add(String text) {
    try {
      LinkAddress address = LinkAddresses.absolute(LinkAddresses.parse(text.strip()));
      if (address instanceof LinkAddress.LoopbackTcp tcp && tcp.port() == 0) {
        return "Port 0 lets a server choose one: write tcp: and the port that it has chosen.";
      }
      if (!added.get().contains(address) && added.get().size() >= MOST_ADDED) {
        return MOST_ADDED + " servers were added by hand already: remove one of them first.";
      }
      addByHand(address);
      show(address, "");
      refresh();
      return "";
    } catch (LinkException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void addByHand(LinkAddress address) {
    LinkAddress absolute = LinkAddresses.absolute(address);
    if (!added.get().contains(absolute)) {
      List<LinkAddress> more = new ArrayList<>(added.get());
      more.add(absolute);
      added.set(List.copyOf(more));
    }
    watch.add(absolute);
  }

  /**
   * Whether the server of a row can be taken from the list.
   *
   * @param row of the list
   * @return true if it was added by hand
   */
  public boolean canRemove(@Nullable ServerRow row) {
    return row != null && row.key().address().filter(added.get()::contains).isPresent();
  }

  /**
   * Takes a server from the list that was added by hand. If it is shown, or in the runtime folder,
   * it stays for as long as it is.
   *
   * @param row of the list
   */
  public void remove(ServerRow row) {
    LinkAddress address = row.key().address().orElse(null);
    if (address == null) {
      return;
    }
    added.set(added.get().stream().filter(other -> !other.equals(address)).toList());
    watch.remove(address);
    refresh();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    watch.close();
    connection.close();
  }

  private void refresh() {
    if (connection instanceof GroupConnection group) {
      watch.keepUp(group);
    }
    List<ServerReading> readings = watch.readings();
    Map<LinkAddress, String> names =
        ServerNames.of(readings.stream().map(ServerReading::address).toList());
    Map<ServerRow.Key, ServerRow.Reading> now = new LinkedHashMap<>();
    for (GroupReading group : watch.groups(shownGroup.get())) {
      put(now, group, readings);
    }
    for (ServerReading server : readings) {
      put(now, server, names.getOrDefault(server.address(), ""));
    }
    Map<ServerRow.Key, ServerRow> before = new LinkedHashMap<>();
    rows.forEach(row -> before.put(row.key(), row));
    List<ServerRow> next = new ArrayList<>();
    now.forEach(
        (key, reading) -> {
          ServerRow row = before.get(key);
          if (row == null) {
            next.add(new ServerRow(key, reading));
          } else {
            row.show(reading);
            next.add(row);
          }
        });
    arrange(next);
    count.set(readings.size());
    note.set(watch.note());
    showExpected();
  }

  /** One by one: what is selected stays so wherever others come and go. */
  private void arrange(List<ServerRow> next) {
    rows.removeIf(row -> !next.contains(row));
    for (int i = 0; i < next.size(); i++) {
      if (i >= rows.size() || !rows.get(i).equals(next.get(i))) {
        rows.remove(next.get(i));
        rows.add(i, next.get(i));
      }
    }
  }

  /** Above the servers. */
  private void put(
      Map<ServerRow.Key, ServerRow.Reading> all, GroupReading group, List<ServerReading> readings) {
    readings.stream()
        .filter(server -> server.address().equals(group.members().getFirst()))
        .findFirst()
        .ifPresent(
            server ->
                all.put(
                    ServerRow.ofGroup(group.name()),
                    new ServerRow.Reading(
                        group.name(),
                        server,
                        Optional.of(group.figures()),
                        group.members().size(),
                        group.name().equals(shownGroup.get()))));
  }

  private void put(Map<ServerRow.Key, ServerRow.Reading> all, ServerReading server, String name) {
    boolean on = shownGroup.get().isEmpty() && server.address().equals(shown.get());
    List<SourceReading> sources = server.sources();
    if (sources.size() <= 1) {
      all.put(
          ServerRow.ofServer(server.address()),
          new ServerRow.Reading(name, server, sources.stream().findFirst(), 0, on));
      return;
    }
    all.put(
        ServerRow.ofServer(server.address()),
        new ServerRow.Reading(name, server, Optional.empty(), 0, false));
    Source onShow = model.sourceProperty().get();
    for (SourceReading source : sources) {
      String its = source.source().name();
      all.put(
          ServerRow.ofSource(server.address(), its),
          new ServerRow.Reading(
              name,
              server,
              Optional.of(source),
              0,
              on && onShow != null && onShow.name().equals(its)));
    }
  }
}
