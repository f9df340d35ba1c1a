package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.core.fault.LoggedLines;
import weir.core.figures.Capabilities;
import weir.core.figures.Samples;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.files.BlockFile;
import weir.core.recording.RecordingHeader;

/** From a server's snapshots into a file, and out of it again. */
@Timeout(60)
class RecorderTest {

  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // before each test
  private LinkServer server;

  @SuppressWarnings("NullAway.Init") // before each test
  private PublishedSource source;

  @BeforeEach
  void serve() throws LinkException {
    server = LinkServer.open(new LinkAddress.UnixSocket(folder.resolve("s")), LinkContract.INFO);
    source = server.add(Samples.PIPELINE, command -> new CommandOutcome.Accepted());
  }

  private final List<RecordingStatus> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private Path path() {
    return folder.resolve("run.weir");
  }

  private static List<Snapshot> snapshots(Path file) throws LinkException {
    RecordingListener heard = new RecordingListener();
    try (Recording recording = Recording.open(file)) {
      while (recording.next(heard)) {}
      assertThat(recording.fault()).isEmpty();
      assertThat(recording.server()).contains(LinkContract.INFO);
    }
    return List.copyOf(heard.snapshots);
  }

  private static long events(List<Snapshot> snapshots) {
    return snapshots.stream()
        .mapToLong(snapshot -> snapshot.interval().responseTime().decode().getTotalCount())
        .sum();
  }

  @Test
  void shouldKeepEveryMessageToTheLast() throws Exception {
    server.record(path());
    assertThat(server.recording()).contains(path());
    PublishedSource other = server.add(Samples.EXECUTOR, command -> new CommandOutcome.Accepted());
    for (int number = 1; number <= 500; number++) {
      source.publish(Samples.counted(number));
    }
    other.publish(Samples.bare(1));
    server.close();

    assertThat(server.recording()).isEmpty();
    RecordingListener heard = new RecordingListener();
    try (Recording recording = Recording.open(path())) {
      while (recording.next(heard)) {}
      assertThat(recording.fault()).isEmpty();
      assertThat(recording.server()).contains(LinkContract.INFO);
      assertThat(recording.nanos()).isEqualTo(recording.lengthNanos()).isPositive();
      assertThat(recording.startUptimeNanos()).isPositive();
      assertThat(recording.writer()).startsWith("Weir ");
    }
    assertThat(heard.nextList()).containsExactly(Samples.PIPELINE);
    assertThat(heard.nextList()).containsExactly(Samples.PIPELINE, Samples.EXECUTOR);
    List<Snapshot> all = List.copyOf(heard.snapshots);
    assertThat(events(all)).isEqualTo(500);
    assertThat(all).last().isEqualTo(Samples.bare(1));
    assertThat(all.get(all.size() - 2).ledger()).isEqualTo(Samples.counted(500).ledger());
  }

  @Test
  void shouldCountADamagedBlockOnce() throws Exception {
    server.record(path());
    source.publish(Samples.counted(1));
    server.close();
    byte[] bytes = Files.readAllBytes(path());
    bytes[bytes.length - 1] ^= 1;
    Files.write(path(), bytes);

    try (Recording recording = Recording.open(path())) {
      recording.check();
      assertThat(recording.sourcesAt(0)).isEmpty();
      assertThat(recording.sourcesAt(recording.lengthNanos())).isEmpty();
      assertThat(recording.fault()).get().asString().isNotBlank().doesNotContain("more such");
    }
  }

  @Test
  void shouldBeReadableWhileItIsWritten() throws Exception {
    server.record(path());
    source.publish(Samples.counted(1));

    Await.until("the first block is in the file", () -> hasEvents(path(), 1));
  }

  private static boolean hasEvents(Path file, long count) {
    try {
      return events(snapshots(file)) == count;
    } catch (LinkException e) {
      throw new AssertionError(e);
    } catch (AssertionError e) {
      return false; // Half a block is there.
    }
  }

  @Test
  void shouldStartAnywhereAndKnowTheSources() throws Exception {
    server.record(path());
    for (int second = 1; second <= 3; second++) {
      source.publish(Samples.counted(second));
      int blocks = second;
      Await.until("block " + second, () -> blocksOf(path()) == blocks);
    }

    try (Recording recording = Recording.open(path())) {
      recording.seek(recording.lengthNanos());
      RecordingListener heard = new RecordingListener();
      while (recording.next(heard)) {}
      assertThat(heard.nextList()).containsExactly(Samples.PIPELINE);
      assertThat(heard.snapshots).extracting(Snapshot::number).containsExactly(3L);

      recording.seek(0);
      assertThat(recording.nextNanos()).isLessThan(recording.lengthNanos());
      while (recording.next(heard)) {}
      assertThat(events(List.copyOf(heard.snapshots))).isEqualTo(4);
      assertThat(recording.nextNanos()).isEqualTo(Long.MAX_VALUE);
    }
  }

  private static int blocksOf(Path file) {
    try (Recording recording = Recording.open(file)) {
      return recording.blocks();
    } catch (LinkException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldLoseNoCountOnAFullDisk() throws Exception {
    Disk disk = new Disk();
    try (LoggedLines lines = LoggedLines.collect()) {
      Recorder recorder = Recorder.start(path(), server.address(), 7, disk, told::add);
      source.publish(Samples.counted(1));
      Await.until("the first block is in the file", () -> hasEvents(path(), 1));
      disk.room = Files.size(path()) + 30;
      for (int number = 2; number <= 5_000; number++) {
        source.publish(Samples.counted(number));
      }
      Await.until("it is said", () -> !lines.with("is not written any more").isEmpty());
      assertThat(lines.with("is not written any more").get(0))
          .contains("run.weir", "No space left on device", "make room", "the recording goes on");
      assertThat(hasEvents(path(), 1)).isTrue();
      assertThat(told).last().satisfies(it -> assertThat(it.fault()).contains("No space left"));
      assertThat(told).last().satisfies(it -> assertThat(it.isOn()).isTrue());

      disk.room = Long.MAX_VALUE;
      Await.until("it goes on", () -> !lines.with("is written again").isEmpty());
      source.publish(Samples.counted(5_001));
      recorder.close();
    }
    assertThat(told).last().isEqualTo(RecordingStatus.NONE);
    assertThat(told.get(told.size() - 2).writtenBytes()).isEqualTo(Files.size(path()));
    assertThat(told.get(told.size() - 2).fault()).isEmpty();
    List<Snapshot> all = snapshots(path());
    assertThat(events(all)).isEqualTo(5_001);
    assertThat(all).last().satisfies(last -> assertThat(last.number()).isEqualTo(5_001));
  }

  @Test
  void shouldSayWhatIsLostWhenTheDiskStaysFull() throws Exception {
    Disk disk = new Disk();
    try (LoggedLines lines = LoggedLines.collect()) {
      Recorder recorder = Recorder.start(path(), server.address(), 7, disk, told::add);
      source.publish(Samples.counted(1));
      Await.until("the first block is in the file", () -> hasEvents(path(), 1));
      disk.room = Files.size(path());
      source.publish(Samples.counted(2));
      Await.until("it is said", () -> !lines.with("is not written any more").isEmpty());
      recorder.close();

      assertThat(lines.with("could not be written")).hasSize(1);
      assertThat(lines.with("could not be written").get(0)).contains("No space left", "is lost");
    }
    assertThat(events(snapshots(path()))).isEqualTo(1);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "open files stay")
  void shouldGoOnWhenItsFolderComesBack() throws Exception {
    Path inside = Files.createDirectory(folder.resolve("in")).resolve("run.weir");
    try (LoggedLines lines = LoggedLines.collect()) {
      server.record(inside);
      source.publish(Samples.counted(1));
      Await.until("the first block is in the file", () -> hasEvents(inside, 1));
      Files.move(folder.resolve("in"), folder.resolve("moved"));
      source.publish(Samples.counted(2));
      Await.until("it is said", () -> !lines.with("its folder is gone").isEmpty());
      source.publish(Samples.counted(3));
      Files.createDirectory(folder.resolve("in"));
      Await.until("it goes on", () -> !lines.with("goes on in a new file").isEmpty());
      server.close();
    }
    assertThat(events(snapshots(folder.resolve("moved/run.weir")))).isEqualTo(1);
    assertThat(events(snapshots(inside))).isEqualTo(2);
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no owners")
  void shouldBeReadByItsOwnerAlone() throws Exception {
    server.record(path());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldNeverWriteOverAFile() throws Exception {
    Files.writeString(path(), "mine");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.record(path()))
        .withMessageContaining("there is a file " + path() + " already: name a new one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.record(folder.resolve("none/run.weir")))
        .withMessageContaining("does not exist: make it");
    assertThat(path()).hasContent("mine");
    server.record(folder.resolve("new.weir"));
    assertThatIllegalStateException()
        .isThrownBy(() -> server.record(folder.resolve("newer.weir")))
        .withMessageContaining("is recording to " + folder.resolve("new.weir") + " already");
  }

  @Test
  void shouldBeRefusedWhereThereAreTooManyClients() throws Exception {
    Limits none = new Limits(0, Duration.ofSeconds(5), 1, Duration.ofMillis(10));
    try (LinkServer full =
        LinkServer.open(new LinkAddress.UnixSocket(folder.resolve("f")), LinkContract.INFO, none)) {
      assertThatThrownBy(() -> full.record(path()))
          .isInstanceOf(LinkException.class)
          .hasMessageContaining("nothing can be recorded")
          .hasMessageContaining("already has 0 clients");
      assertThat(path()).doesNotExist();
    }
  }

  @Test
  void shouldStartAndStopAtAClientsWordInItsOwnFolderAlone() throws Exception {
    try (LinkClient client =
        LinkClient.connect(server.address(), "test", Duration.ofSeconds(10), LinkListener.IGNORE)) {
      assertThat(reply(client, new Command.StartRecording("a")))
          .contains("makes no recordings for its clients");
      server.allowRecordingsIn(folder.resolve("kept/here"));
      assertThat(reply(client, new Command.StopRecording())).contains("is not recording");
      for (String bad : List.of("../a", "/tmp/a", "a/b", ".a", "a\nb", "x".repeat(101), "ä")) {
        assertThat(reply(client, new Command.StartRecording(bad)))
            .contains("is no name for a recording");
      }
      assertThat(folder.resolve("kept")).doesNotExist();

      assertThat(reply(client, new Command.StartRecording("a"))).isEmpty();
      source.publish(Samples.counted(1));
      assertThat(reply(client, new Command.StartRecording("b"))).contains("stop that first");
      assertThat(reply(client, new Command.StopRecording())).isEmpty();
      assertThat(reply(client, new Command.StartRecording("a.weir"))).contains("already");
      assertThat(reply(client, new Command.StartRecording(""))).isEmpty();
      assertThat(server.recording().orElseThrow().getFileName().toString())
          .matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.weir");
    }
    assertThat(events(snapshots(folder.resolve("kept/here/a.weir")))).isEqualTo(1);
  }

  @Test
  void shouldTellEveryClientHowItStands() throws Exception {
    List<RecordingStatus> heard = new CopyOnWriteArrayList<>();
    try (LinkClient client =
        LinkClient.connect(server.address(), "test", Duration.ofSeconds(10), collecting(heard))) {
      Await.until("the first", () -> heard.contains(RecordingStatus.NONE));
      server.allowRecordingsIn(folder.resolve("kept"));
      Await.until("a folder", () -> heard.get(heard.size() - 1).isPossible());

      assertThat(reply(client, new Command.StartRecording("a"))).isEmpty();
      source.publish(Samples.counted(1));
      Await.until("something is written", () -> heard.get(heard.size() - 1).writtenBytes() > 100);
      RecordingStatus on = heard.get(heard.size() - 1);
      assertThat(on.file()).isEqualTo(folder.resolve("kept/a.weir").toString());
      assertThat(on.folder()).isEqualTo(folder.resolve("kept").toString());
      assertThat(on.fault()).isEmpty();
      assertThat(on.startEpochMillis()).isPositive();
      List<RecordingStatus> late = new CopyOnWriteArrayList<>();
      try (LinkClient second =
          LinkClient.connect(server.address(), "late", Duration.ofSeconds(10), collecting(late))) {
        Await.until("who comes late hears of it", () -> !late.isEmpty() && late.get(0).isOn());
        assertThat(second.sources()).isNotEmpty();
      }

      assertThat(reply(client, new Command.StopRecording())).isEmpty();
      Await.until("it is over", () -> !heard.get(heard.size() - 1).isOn());
      assertThat(heard.get(heard.size() - 1).isPossible()).isTrue();
    }
  }

  private static LinkListener collecting(List<RecordingStatus> heard) {
    return new LinkListener() {
      @Override
      public void onRecording(RecordingStatus status) {
        heard.add(status);
      }

      @Override
      public void onSnapshot(Snapshot snapshot) {}

      @Override
      public void onClosed(String reason) {}
    };
  }

  /** The refusal; empty if it was accepted. */
  private static String reply(LinkClient client, Command command) throws Exception {
    CommandOutcome outcome =
        client.send(Samples.PIPELINE.name(), command).get(20, TimeUnit.SECONDS);
    return outcome instanceof CommandOutcome.Refused refused ? refused.reason() : "";
  }

  @Test
  void shouldRefuseAnotherProtocolWithTheNameOfItsWriter() throws Exception {
    Files.write(path(), new RecordingHeader(Protocol.VERSION + 1, 0, 0, "Weir 9").encode());

    assertThatThrownBy(() -> Recording.open(path()).close())
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("this build reads " + Protocol.VERSION)
        .hasMessageContaining("Weir 9");
  }

  @Test
  void shouldReadWhatOlderBuildsRecordedAlike() throws Exception {
    Files.write(path(), new RecordingHeader(Protocol.OLDEST_RECORDED, 5, 0, "Weir 1").encode());
    try (Recording recording = Recording.open(path())) {
      assertThat(recording.startEpochMillis()).isEqualTo(5);
    }
    Files.write(path(), new RecordingHeader(Protocol.OLDEST_RECORDED - 1, 0, 0, "x").encode());
    assertThatThrownBy(() -> Recording.open(path()).close()).isInstanceOf(LinkException.class);
  }

  @Test
  void shouldTellOfSourcesThatComeAndGo() throws Exception {
    server.record(path());
    Source second =
        new Source(
            "second",
            Samples.EXECUTOR.kind(),
            Optional.empty(),
            OptionalInt.empty(),
            Capabilities.NONE);
    PublishedSource coming = server.add(second, command -> new CommandOutcome.Accepted());
    Await.until("the block with both", () -> lastSourcesOf(path()).size() == 2);
    coming.close();
    Await.until("the block with one", () -> lastSourcesOf(path()).size() == 1);
  }

  private static List<Source> lastSourcesOf(Path file) {
    try (Recording recording = Recording.open(file)) {
      while (recording.next(LinkListener.IGNORE)) {}
      return recording.sources();
    } catch (LinkException e) {
      throw new AssertionError(e);
    }
  }

  /** A disk with so much room. */
  private static final class Disk implements BlockFile.Creator {

    private volatile long room = Long.MAX_VALUE;

    @Override
    public BlockFile.Storage create(Path file) throws IOException {
      BlockFile.Storage real = BlockFile.OnDisk.create(file);
      return new BlockFile.Storage() {
        @Override
        public void write(byte[] bytes, long position) throws IOException {
          int fitting = Math.clamp(room - position, 0, bytes.length);
          real.write(Arrays.copyOf(bytes, fitting), position);
          if (fitting < bytes.length) {
            throw new IOException("No space left on device");
          }
        }

        @Override
        public void truncate(long length) throws IOException {
          real.truncate(length);
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    }
  }
}
