package weir.desktop.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkClient;
import weir.core.link.LinkException;
import weir.core.link.LinkListener;
import weir.core.link.RecordingStatus;

/**
 * A connection to a server that keeps itself up: server and panel start in any order, and a server
 * may come and go. What arrives waits in one slot until it is taken. Thread-safe.
 */
public final class PanelConnection implements PanelFeed {

  /** Who changes are said to be by. */
  private static final String CLIENT_NAME =
      "weir panel (pid " + ProcessHandle.current().pid() + ")";

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration FIRST_RETRY = Duration.ofMillis(100);
  private static final Duration LAST_RETRY = Duration.ofSeconds(1);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** How long answers are waited for once nobody looks at this server any more. */
  private static final long LONGEST_RETIREMENT_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final long RETIREMENT_STEP_MILLIS = 200;

  private final LinkAddress address;
  private final UpdateSlot slot = new UpdateSlot();
  private final Thread thread;

  /** Counted up by senders, and down by whoever completes the answer. */
  private final AtomicInteger unanswered = new AtomicInteger();

  /** The list's figures; cleared, by whoever retires this, once they are another's to tell. */
  private volatile @Nullable ServerTrack track;

  /** Set and cleared by {@link #thread} alone, read by senders. */
  private volatile @Nullable LinkClient client;

  /** Set before {@link #thread} starts. */
  private Runnable onNews = () -> {};

  /** Set before {@link #thread} starts. */
  private Consumer<RecordingStatus> onRecording = status -> {};

  /**
   * Creates a connection that does nothing yet.
   *
   * @param address where the server is or will be
   */
  public PanelConnection(LinkAddress address) {
    this(address, new ServerTrack(address, new GroupTracks()));
  }

  /**
   * The same, which also tells the list.
   *
   * @param track gets what the rows show
   */
  PanelConnection(LinkAddress address, ServerTrack track) {
    this.address = address;
    this.track = track;
    this.thread = new Thread(this::keepConnected, "weir-panel-connection");
    this.thread.setDaemon(true);
  }

  @Override
  public void start(Runnable listener) {
    onNews = listener;
    thread.start();
  }

  @Override
  public void onRecording(Consumer<RecordingStatus> listener) {
    onRecording = listener;
  }

  @Override
  public PanelUpdate take() {
    return slot.take();
  }

  @Override
  public CompletableFuture<CommandOutcome> send(String source, Command command) {
    LinkClient connected = client;
    if (connected == null) {
      return CompletableFuture.completedFuture(
          new CommandOutcome.Refused("There is no server: nothing was changed."));
    }
    unanswered.incrementAndGet();
    return connected
        .send(source, command)
        .whenComplete((outcome, failure) -> unanswered.decrementAndGet());
  }

  /** Disconnects once what was sent is answered, within seconds. */
  @Override
  public void retire() {
    track = null;
    Thread.ofPlatform().daemon().name("weir-panel-retired").start(this::closeOnceAnswered);
  }

  private void closeOnceAnswered() {
    long start = System.nanoTime();
    try {
      do {
        // An answer may have the next command follow.
        Thread.sleep(RETIREMENT_STEP_MILLIS);
      } while (unanswered.get() > 0 && System.nanoTime() - start < LONGEST_RETIREMENT_NANOS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Disconnects and stops trying. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(CLOSE_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepConnected() {
    Duration retry = FIRST_RETRY;
    try {
      for (int session = 1; !Thread.interrupted(); session++) {
        Session events = new Session(session);
        String reason;
        try (LinkClient connected =
            LinkClient.connect(address, CLIENT_NAME, CONNECT_TIMEOUT, events)) {
          client = connected;
          showSources(session, connected);
          retry = FIRST_RETRY;
          reason = events.closed.get();
          tellList(new ServerState.Gone(reason));
        } catch (LinkException e) {
          reason = String.valueOf(e.getMessage());
          tellList(ServerState.without(reason));
        } finally {
          client = null;
        }
        tell(slot.putState(session, new ConnectionState.Disconnected(reason)));
        Thread.sleep(retry);
        retry =
            retry.multipliedBy(2).compareTo(LAST_RETRY) < 0 ? retry.multipliedBy(2) : LAST_RETRY;
      }
    } catch (InterruptedException e) {
      // Closed: nothing is left to do.
    } catch (ExecutionException e) {
      throw new IllegalStateException("a session never ends exceptionally", e);
    }
  }

  private void tellList(ServerState state) {
    ServerTrack told = track;
    if (told != null) {
      told.become(state);
    }
  }

  /** One at a time, so that the newest list is put last. */
  private synchronized void showSources(int session, LinkClient connected) {
    tellList(new ServerState.Here(connected.server()));
    tell(
        slot.putState(
            session, new ConnectionState.Connected(connected.server(), connected.sources())));
  }

  private void tell(boolean news) {
    if (news) {
      onNews.run();
    }
  }

  /** Hears one established connection, on the client's reader thread. */
  private final class Session implements LinkListener {

    private final int number;
    private final CompletableFuture<String> closed = new CompletableFuture<>();

    /** Confined to the client's reader thread. */
    private boolean begun;

    Session(int number) {
      this.number = number;
    }

    @Override
    public void onRecording(RecordingStatus status) {
      onRecording.accept(status);
    }

    @Override
    public void onSources(List<Source> sources) {
      ServerTrack told = track;
      if (told != null) {
        if (!begun) {
          told.begin();
        }
        told.onSources(sources);
      }
      begun = true;
      LinkClient connected = client;
      // The first list comes before there is a client: it is shown with the connection.
      if (connected != null) {
        showSources(number, connected);
      }
    }

    @Override
    public void onPast(String source, List<Snapshot> snapshots, List<Change> changes) {
      ServerTrack told = track;
      if (told != null) {
        told.onPast(source, snapshots);
      }
      tell(slot.putPast(number, source, snapshots, changes));
    }

    @Override
    public void onChange(Change change) {
      tell(slot.putChange(number, change));
    }

    @Override
    public void onDepths(DepthSample sample) {
      tell(slot.putDepths(number, sample));
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
      ServerTrack told = track;
      if (told != null) {
        told.onSnapshot(snapshot);
      }
      tell(slot.putSnapshot(number, snapshot));
    }

    @Override
    public void onClosed(String reason) {
      closed.complete(reason);
    }
  }
}
