package weir.http.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import weir.core.link.Command.ResizeWorkers;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.http.client.CommandFailure;
import weir.http.client.ServerConnection;
import weir.http.client.UnclearSource;
import weir.http.time.Deadline;

/**
 * A broker, servers that accept events, and workers that handle them, each a process of this
 * machine. What ends meanwhile is told, and the others go on; a broker is started again, as nothing
 * goes on without it. Used by one thread.
 */
public final class Cluster implements AutoCloseable {

  /**
   * How long those that stop finish what they are at. Of a broker that stands still a server knows
   * after 15 s that nobody knows, and has somebody to tell that.
   */
  private static final String DRAIN_TIMEOUT = "16s";

  /** After so long without an end a process is ended by force: draining, and some for the rest. */
  private static final long STOP_SECONDS = 25;

  /** How soon it is seen that the broker has ended. */
  private static final long LOOK_MILLIS = 100;

  /** An event whose worker has died is given to another after so long. */
  static final int LOCK_SECONDS = 5;

  private final ClusterSettings settings;
  private final ClusterPrograms programs;
  private final List<String> brokerWords;
  private final ClusterFolder folder;
  private final Notices notices;
  private final PrintWriter out;
  private final List<Member> members = new ArrayList<>();

  /** Where the broker was; empty before it was ready. */
  private String bootstrap = "";

  private Cluster(
      ClusterSettings settings,
      ClusterPrograms programs,
      List<String> brokerWords,
      ClusterFolder folder,
      PrintWriter out) {
    this.settings = settings;
    this.programs = programs;
    this.brokerWords = List.copyOf(brokerWords);
    this.folder = folder;
    this.out = out;
    notices = new Notices(out, member -> ClusterText.afterEnd(member.role(), settings));
  }

  /**
   * Starts all of it, or nothing, and says what there is.
   *
   * @param settings what to start
   * @param programs what runs it
   * @param out where it is told, now and later; thread-safe
   * @param stop counted down when nobody wants it any more
   * @return the running cluster, to be closed; empty if nobody wanted it before it was there
   * @throws CommandFailure if a process does not start; the message says which, why and what to do
   * @throws InterruptedException if interrupted
   */
  public static Optional<Cluster> start(
      ClusterSettings settings, ClusterPrograms programs, PrintWriter out, CountDownLatch stop)
      throws CommandFailure, InterruptedException {
    List<String> broker =
        programs.broker().orElseThrow(() -> new CommandFailure(ClusterText.NO_BROKER));
    for (int i = 0; i < settings.servers(); i++) {
      requireFree(settings.portOf(i));
    }
    requireOwn(settings.group());
    Cluster cluster =
        new Cluster(settings, programs, broker, ClusterFolder.of(settings.folder()), out);
    boolean started = false;
    try {
      started = cluster.startAll(stop);
      return started ? Optional.of(cluster) : Optional.empty();
    } finally {
      if (!started) {
        cluster.close();
      }
    }
  }

  /** The server's own word on it comes when the broker has started. */
  private static void requireFree(int port) throws CommandFailure {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new CommandFailure(
          "port " + port + " is taken (" + e.getMessage() + "): choose others with --port", e);
    }
  }

  /** Those of another broker would be added up with these. */
  private static void requireOwn(String group) throws CommandFailure, InterruptedException {
    try (GroupEnd others = GroupEnd.of(group)) {
      if (others.isThere()) {
        throw new CommandFailure(
            "processes of a group '"
                + group
                + "' run already: stop them, or choose another --group");
      }
    }
  }

  private boolean startAll(CountDownLatch stop) throws CommandFailure, InterruptedException {
    notices.say("starting a broker …");
    Member broker = startBroker("0");
    Optional<String> address = broker.awaitReady(stop);
    if (address.isEmpty()) {
      return false;
    }
    bootstrap = address.get();
    notices.say("starting servers and workers …");
    String socketPrefix = "server-" + ProcessHandle.current().pid() + "-";
    List<LinkAddress> sockets = new ArrayList<>();
    List<Member> others = new ArrayList<>();
    for (int i = 0; i < settings.servers(); i++) {
      Path socket =
          LinkAddresses.defaultAddress().path().resolveSibling(socketPrefix + (i + 1) + ".sock");
      sockets.add(new LinkAddress.UnixSocket(socket));
      others.add(
          start(Member.Role.SERVER, "server " + (i + 1), serverWords(settings.portOf(i), socket)));
    }
    for (int i = 0; i < settings.workerProcesses(); i++) {
      others.add(start(Member.Role.WORKERS, "worker process " + (i + 1), workerWords()));
    }
    ClusterText text = new ClusterText(settings, out);
    text.broker(broker, bootstrap, folder.path());
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < others.size(); i++) {
      Member member = others.get(i);
      Optional<String> ready = member.awaitReady(stop);
      if (ready.isEmpty()) {
        return false;
      }
      if (member.role() == Member.Role.SERVER) {
        onlyAccept(sockets.get(i), member.name());
        urls.add(ready.get());
        text.server(member, ready.get(), sockets.get(i));
      } else {
        text.workers(member, ready.get());
      }
    }
    text.howTo(urls, others.getLast());
    return true;
  }

  private Member startBroker(String port) throws CommandFailure {
    List<String> words = new ArrayList<>(brokerWords);
    words.addAll(List.of("--folder", folder.path().toString(), "--port", port));
    words.add("--until-input-ends");
    words.add("group.share.record.lock.duration.ms=" + TimeUnit.SECONDS.toMillis(LOCK_SECONDS));
    return start(Member.Role.BROKER, "broker", words);
  }

  private Member start(Member.Role role, String name, List<String> words) throws CommandFailure {
    Member member = Member.start(role, name, words, notices);
    members.add(member);
    return member;
  }

  private List<String> serverWords(int port, Path socket) {
    List<String> words = new ArrayList<>(programs.weir());
    words.addAll(List.of("serve", "--journal", "kafka", "--port", Integer.toString(port)));
    words.addAll(List.of("--socket", socket.toString(), "--workers", "1"));
    words.addAll(common());
    return words;
  }

  private List<String> workerWords() {
    List<String> words = new ArrayList<>(programs.weir());
    words.addAll(List.of("worker", "--workers", Integer.toString(settings.workersPerProcess())));
    words.addAll(common());
    return words;
  }

  private List<String> common() {
    return List.of(
        "--bootstrap",
        bootstrap,
        "--group",
        settings.group(),
        "--service-time",
        settings.serviceTime(),
        "--drain-timeout",
        DRAIN_TIMEOUT,
        "--until-input-ends");
  }

  /** A server begins with a worker, and here others do the work until somebody says otherwise. */
  private static void onlyAccept(LinkAddress socket, String name)
      throws CommandFailure, InterruptedException {
    try (ServerConnection server = ServerConnection.open(socket, "weir cluster", null)) {
      server.execute(new ResizeWorkers(0));
    } catch (LinkException | UnclearSource e) {
      throw new CommandFailure("the " + name + " does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Goes on until it is told to stop: meanwhile a broker that has ended is started again, where it
   * was.
   *
   * @param stop counted down when nobody wants it any more
   * @throws InterruptedException if interrupted
   */
  public void run(CountDownLatch stop) throws InterruptedException {
    boolean canRestart = true;
    while (!stop.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      if (canRestart && !brokerLives()) {
        canRestart = restartBroker(stop);
      }
    }
  }

  private boolean brokerLives() {
    return members.stream().anyMatch(each -> each.role() == Member.Role.BROKER && each.isAlive());
  }

  /** Whether it is worth trying again, should it end once more. */
  private boolean restartBroker(CountDownLatch stop) throws InterruptedException {
    members.removeIf(each -> each.role() == Member.Role.BROKER);
    try {
      Member broker = startBroker(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
      if (broker.awaitReady(stop).isPresent()) {
        notices.say("broker is there again (pid " + broker.pid() + ")");
      }
      return true;
    } catch (CommandFailure e) {
      notices.say(ClusterText.noBrokerAgain(String.valueOf(e.getMessage())));
      return false;
    }
  }

  /**
   * Stops all in order: servers take no more, workers finish what they are at, the broker is last.
   * Says what became of all events.
   *
   * @throws InterruptedException if interrupted; {@link #close} ends the rest
   */
  public void stop() throws InterruptedException {
    notices.say("stopping: no more events accepted, workers finish what they are at");
    try (GroupEnd end = GroupEnd.of(settings.group())) {
      stop(Member.Role.SERVER);
      String ledger = end.ledger(brokerLives());
      stop(Member.Role.WORKERS);
      stop(Member.Role.BROKER);
      notices.say(ledger);
    }
  }

  private void stop(Member.Role role) throws InterruptedException {
    List<Member> those = members.stream().filter(each -> each.role() == role).toList();
    those.forEach(Member::stop);
    Deadline deadline = Deadline.in(Duration.ofSeconds(STOP_SECONDS));
    for (Member member : those) {
      if (!member.awaitEnd(deadline)) {
        notices.say(member.name() + " did not stop within " + STOP_SECONDS + " s: it was killed");
      }
    }
  }

  /** Ends by force what is left, and deletes a folder that nobody named. */
  @Override
  public void close() {
    members.forEach(Member::kill);
    Deadline deadline = Deadline.in(Duration.ofSeconds(STOP_SECONDS));
    try {
      for (Member member : members) {
        member.awaitEnd(deadline);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.close();
  }
}
