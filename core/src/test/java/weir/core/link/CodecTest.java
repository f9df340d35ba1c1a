package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.figures.Capabilities;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.DepthSample;
import weir.core.figures.EndedEvents;
import weir.core.figures.Interval;
import weir.core.figures.JournalFigures;
import weir.core.figures.Latencies;
import weir.core.figures.LoadFigures;
import weir.core.figures.Samples;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

@Timeout(60)
class CodecTest {

  /** What a frame says of {@link #told()}, after its type. */
  private static final String SNAPSHOT_UP_TO_THE_LOAD =
      "000000066f7264657273"
          + "0000000000000007".repeat(3)
          + "0000000000000000"
          + "00000000000000030000000000000002"
          + "0000"
          + "00000000000000010000000000000000"
          + "010000000000000005"
          + "010000000200000001"
          + "01"
          + "00000000000000080000000000000009"
          + "0100000001"
          + "0000000100000003772d31"
          + "0000000848414e444c494e47"
          + "0000000000000002000000000000000300000000000000040000000000000006"
          + "0000"
          + "0000000000"
          + "0000"
          + "01"
          + "000000085354415254494e47"
          + "0000000178"
          + "00000000"
          + "0000000000000000".repeat(9);

  private static final String EMPTY_INTERVAL = "0000000000000000" + "00000000".repeat(6);

  /** Version of a build that is to come. */
  private static final int OTHER = Protocol.VERSION + 1;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static ByteBuffer body(ByteBuffer frame) {
    assertThat(frame.getInt()).isEqualTo(frame.remaining());
    return frame;
  }

  @Test
  void shouldRoundTripEveryClientMessage() throws LinkException {
    for (ClientMessage message :
        List.of(
            new ClientMessage.Hello(Protocol.VERSION, "Tafel ñ 日本 🎛", "0123"),
            new ClientMessage.Hello(Protocol.VERSION, "", ""),
            new ClientMessage.CommandRequest(Long.MIN_VALUE, "日本", new Command.ResizeWorkers(-1)),
            new ClientMessage.CommandRequest(
                Long.MAX_VALUE, "a", new Command.SetServiceTime(Long.MAX_VALUE)),
            new ClientMessage.CommandRequest(
                3, "weir", new Command.SetResource(Map.of("colour", "日本\n", "seed", "7"))),
            new ClientMessage.CommandRequest(4, "weir", new Command.SetResource(Map.of())),
            new ClientMessage.CommandRequest(
                5, "weir", new Command.StartRecording("before-tuning")),
            new ClientMessage.CommandRequest(6, "weir", new Command.StopRecording()),
            new ClientMessage.CommandRequest(
                7, "weir", new Command.StartLoad(Map.of("poisson", "500", "route", "/é\n"))),
            new ClientMessage.CommandRequest(8, "weir", new Command.StopLoad()),
            new ClientMessage.CommandRequest(9, "weir", new Command.KillWorker(3)),
            new ClientMessage.CommandRequest(0, "weir", new Command.ResetStatistics()))) {
      assertThat(Codec.decodeClient(body(Codec.encode(message)))).isEqualTo(message);
    }
  }

  @Test
  void shouldRoundTripEveryServerMessage() throws LinkException {
    for (ServerMessage message :
        List.of(
            new ServerMessage.Welcome(Protocol.VERSION, new ServerInfo(42, 1_700_000_000_000L)),
            new ServerMessage.SourceList(List.of()),
            new ServerMessage.SourceList(List.of(Samples.PIPELINE, Samples.EXECUTOR)),
            new ServerMessage.Rejection("Nein – zu spät"),
            new ServerMessage.ChangeMessage(Samples.change(3)),
            new ServerMessage.PastMessage("weir", List.of(), List.of(Samples.change(3))),
            new ServerMessage.DepthMessage(new DepthSample("weir", List.of())),
            new ServerMessage.DepthMessage(
                new DepthSample(
                    "ñ",
                    Collections.nCopies(
                        DepthSample.MOST, new DepthSample.Point(7, Long.MAX_VALUE)))),
            new ServerMessage.RecordingMessage(RecordingStatus.NONE),
            new ServerMessage.RecordingMessage(
                new RecordingStatus("/a", "/a/ñ.weir", 1, Long.MAX_VALUE, "no room")),
            new ServerMessage.CommandReply(7, new CommandOutcome.Accepted()),
            new ServerMessage.CommandReply(8, new CommandOutcome.Refused("too many")))) {
      assertThat(Codec.decodeServer(body(Codec.encode(message)))).isEqualTo(message);
    }
  }

  @Test
  void shouldRoundTripRandomSnapshots() throws LinkException {
    for (int i = 0; i < 200; i++) {
      assertRoundTrip(Samples.snapshot(random));
    }
  }

  @Test
  void shouldRoundTripAFullSnapshotWithinTheFrameLimit() throws LinkException {
    CompressedHistogram full = CompressedHistogram.of(Samples.fullHistogram());
    Snapshot snapshot = Samples.snapshot(random, 1, Latencies.generate(() -> full));
    assertRoundTrip(snapshot);
    assertThat(full.decode()).isEqualTo(Samples.fullHistogram());
  }

  @Test
  void shouldRoundTripWhatASourceDoesNotHaveAsAbsent() throws LinkException {
    assertRoundTrip(Samples.bare(1));
    ByteBuffer frame = body(Codec.encode(new ServerMessage.SnapshotMessage(Samples.bare(2))));
    Snapshot received = ((ServerMessage.SnapshotMessage) Codec.decodeServer(frame)).snapshot();
    assertThat(received.resource()).isEmpty();
    assertThat(received.workers()).isEmpty();
    assertThat(received.sinceReset().toList()).allMatch(Optional::isEmpty);
    assertThat(received.ledger().failed()).isEmpty();
    assertThat(received.ledger().isClosed()).isTrue();
  }

  @Test
  void shouldKeepAKindThatOnlyANewerBuildKnows() throws LinkException {
    Source newer =
        new Source(
            "q",
            new SourceKind("actor system"),
            Optional.empty(),
            OptionalInt.empty(),
            Capabilities.NONE);
    ServerMessage list = new ServerMessage.SourceList(List.of(newer));
    assertThat(Codec.decodeServer(body(Codec.encode(list)))).isEqualTo(list);
  }

  @Test
  void shouldFitTheLargestListOfSources() throws LinkException {
    List<Source> most =
        IntStream.range(0, Protocol.MAX_SOURCES)
            .mapToObj(i -> "日".repeat(Source.MAX_NAME_LENGTH - 2) + (10 + i))
            .map(
                name ->
                    new Source(
                        name,
                        new SourceKind(name),
                        Optional.of(name),
                        OptionalInt.of(1),
                        Capabilities.all(new WorkerRange(0, 1))))
            .toList();
    ServerMessage list = new ServerMessage.SourceList(most);
    assertThat(Codec.decodeServer(body(Codec.encode(list)))).isEqualTo(list);
  }

  @Test
  void shouldRefuseListsOfSourcesThatAreNone() throws LinkException {
    List<Source> tooMany = Collections.nCopies(Protocol.MAX_SOURCES + 1, Samples.EXECUTOR);
    assertRefused(new ServerMessage.SourceList(tooMany), "65 sources");
    List<Source> twice = Collections.nCopies(2, Samples.EXECUTOR);
    assertRefused(new ServerMessage.SourceList(twice), "two sources are named orders");
  }

  private static void assertRefused(ServerMessage message, String because) throws LinkException {
    ByteBuffer frame = body(Codec.encode(message));
    assertThatThrownBy(() -> Codec.decodeServer(frame))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("malformed frame")
        .hasMessageContaining(because);
  }

  @Test
  void shouldRefuseUptimesAndWorkersThatNothingCanHave() throws LinkException {
    assertRoundTrip(withUptime(0, 0));
    assertRoundTrip(withUptime(Samples.MOST_UPTIME_NANOS, Integer.MAX_VALUE));
    for (long uptime : new long[] {Long.MIN_VALUE, -1, Samples.MOST_UPTIME_NANOS + 1}) {
      assertRefused(
          new ServerMessage.SnapshotMessage(withUptime(uptime, 1)), uptime + " ns is no uptime");
    }
    for (int workers : new int[] {Integer.MIN_VALUE, -1}) {
      assertRefused(
          new ServerMessage.SnapshotMessage(withUptime(1, workers)),
          "there can't be " + workers + " workers");
    }
  }

  private static Snapshot withUptime(long uptimeNanos, int workers) {
    Snapshot its = Samples.counted(1);
    return new Snapshot(
        its.source(),
        its.number(),
        its.epochMillis(),
        uptimeNanos,
        its.resets(),
        its.ledger(),
        Optional.of(new WorkerCount(workers, workers)),
        its.resource(),
        its.overRange(),
        its.sinceReset(),
        its.hiccups(),
        its.cohorts(),
        its.interval());
  }

  @Test
  void shouldRefuseNamesThatNoSourceCanHave() throws LinkException {
    for (String name : List.of("", " ", "x".repeat(65), "a\nb", "a\u202eb")) {
      Message command = new ClientMessage.CommandRequest(1, name, new Command.ResetStatistics());
      ByteBuffer frame = body(Codec.encode(command));
      assertThatThrownBy(() -> Codec.decodeClient(frame))
          .isInstanceOf(LinkException.class)
          .hasMessageContaining("the name of a source");
      assertThatThrownBy(() -> Source.checkName(name)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void shouldReadTheVersionOfAWelcomeItDoesNotUnderstandOtherwise() throws LinkException {
    ByteBuffer frame = ByteBuffer.allocate(50).put(Codec.WELCOME).putInt(OTHER).rewind();
    assertThat(Codec.decodeServer(frame))
        .isInstanceOfSatisfying(
            ServerMessage.Welcome.class,
            welcome -> assertThat(welcome.protocolVersion()).isEqualTo(OTHER));
  }

  private void assertRoundTrip(Snapshot sent) throws LinkException {
    ByteBuffer frame = body(Codec.encode(new ServerMessage.SnapshotMessage(sent)));
    Snapshot received = ((ServerMessage.SnapshotMessage) Codec.decodeServer(frame)).snapshot();
    assertThat(received.withInterval(Interval.EMPTY))
        .as("seed %d", seed)
        .isEqualTo(sent.withInterval(Interval.EMPTY));
    Interval interval = received.interval();
    assertThat(interval.intervalNanos()).isEqualTo(sent.interval().intervalNanos());
    interval
        .latencies()
        .zip(
            sent.interval().latencies(),
            (is, was) -> assertThat(is.toBytes()).isEqualTo(was.toBytes()));
  }

  @Test
  void shouldRefuseEveryTruncation() throws LinkException {
    for (Message message :
        List.of(
            new ClientMessage.Hello(Protocol.VERSION, "panel", "token"),
            new ClientMessage.CommandRequest(1, "weir", new Command.ResizeWorkers(3)),
            new ClientMessage.CommandRequest(
                1, "weir", new Command.SetResource(Map.of("seed", "7"))),
            new ClientMessage.CommandRequest(
                1, "weir", new Command.StartLoad(Map.of("poisson", "7"))),
            new ServerMessage.SnapshotMessage(Samples.counted(5)),
            new ServerMessage.SourceList(List.of(Samples.PIPELINE, Samples.EXECUTOR)),
            new ServerMessage.CommandReply(8, new CommandOutcome.Refused("too many")))) {
      ByteBuffer whole = body(Codec.encode(message));
      for (int length = 0; length < whole.remaining(); length++) {
        ByteBuffer cut = whole.slice(whole.position(), length);
        assertThatThrownBy(() -> decode(message, cut))
            .as("%s cut to %d bytes", message, length)
            .isInstanceOf(LinkException.class)
            .hasMessageContaining("malformed frame");
      }
    }
  }

  private static Message decode(Message like, ByteBuffer frame) throws LinkException {
    return like instanceof ClientMessage ? Codec.decodeClient(frame) : Codec.decodeServer(frame);
  }

  @Test
  void shouldRefuseTrailingBytes() throws LinkException {
    ByteBuffer frame =
        body(
            Codec.encode(
                new ClientMessage.CommandRequest(1, "weir", new Command.ResizeWorkers(3))));
    ByteBuffer longer = ByteBuffer.allocate(frame.remaining() + 2).put(frame).rewind();
    assertThatThrownBy(() -> Codec.decodeClient(longer))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("2 bytes too many");
  }

  @Test
  void shouldRefuseUnknownTypes() {
    assertThatThrownBy(() -> Codec.decodeClient(ByteBuffer.wrap(new byte[] {99})))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("unknown message type 99");
    assertThatThrownBy(() -> Codec.decodeServer(ByteBuffer.wrap(new byte[] {Codec.HELLO})))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("unknown message type");
    ByteBuffer command =
        ByteBuffer.allocate(15)
            .put(Codec.COMMAND_REQUEST)
            .putLong(1)
            .putInt(1)
            .put((byte) 'a')
            .put((byte) 77)
            .rewind();
    assertThatThrownBy(() -> Codec.decodeClient(command))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("unknown command 77");
  }

  @Test
  void shouldRefuseNegativeAndHugeLengths() {
    for (int length : new int[] {-1, Integer.MIN_VALUE, 1_000_000, Integer.MAX_VALUE}) {
      ByteBuffer frame = ByteBuffer.allocate(9).put(Codec.REJECTION).putInt(length).rewind();
      assertThatThrownBy(() -> Codec.decodeServer(frame)).isInstanceOf(LinkException.class);
    }
  }

  @Test
  void shouldRefuseATextThatIsNotUtf8() {
    ByteBuffer frame =
        ByteBuffer.allocate(7).put(Codec.REJECTION).putInt(2).putShort((short) 0xC328).rewind();
    assertThatThrownBy(() -> Codec.decodeServer(frame))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("not UTF-8");
  }

  @Test
  void shouldRefuseAGreetingWithoutTheMark() {
    ByteBuffer frame = ByteBuffer.allocate(17).put(Codec.HELLO).putInt(0x12345678).rewind();
    assertThatThrownBy(() -> Codec.decodeClient(frame))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("mark");
  }

  @Test
  void shouldReadTheVersionOfAGreetingItDoesNotUnderstandOtherwise() throws LinkException {
    ByteBuffer frame =
        ByteBuffer.allocate(50).put(Codec.HELLO).putInt(Codec.MAGIC).putInt(OTHER).rewind();
    assertThat(Codec.decodeClient(frame)).isEqualTo(new ClientMessage.Hello(OTHER, "", ""));
  }

  private static BodyReader settings(int count, String... texts) {
    BodyWriter out = new BodyWriter((byte) 0).putInt(count);
    for (String text : texts) {
      out.putString(text);
    }
    return new BodyReader(out.finish().position(Integer.BYTES + 1));
  }

  @Test
  void shouldPassOverSettingsThatItDoesNotKnow() throws LinkException {
    assertThat(ResourceCodec.decode(settings(2, "colour", "red", "capacity", "3")))
        .isEqualTo(ResourceText.with(ResourceSettings.DEFAULTS, "capacity", "3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1 | seed | x | 'x' is no whole number",
        "1 | seed | \"a\u001b[31m\nb\" | 'a?[31m?b' is no whole number",
        "1 | capacity | -1 | capacity must be from 0",
        "1 | distribution | replay: | the path of a file is needed",
        "-1 | seed | 1 | -1 settings",
        "257 | seed | 1 | 257 settings",
        "2147483647 | seed | 1 | 2147483647 settings",
        "2 | seed | 1 | it ends early"
      })
  void shouldRefuseSettingsThatWillNotDo(int count, String key, String text, String sentence) {
    assertThatThrownBy(() -> ResourceCodec.decode(settings(count, key, text)))
        .isInstanceOf(LinkException.class)
        .hasMessageStartingWith("malformed frame: ")
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldRefuseASettingThatIsTooLongOrThereTwice() {
    String tooLong = "9".repeat(ResourceCodec.MAX_TEXT_LENGTH + 1);
    for (BodyReader in : List.of(settings(1, "seed", tooLong), settings(1, tooLong, "1"))) {
      assertThatThrownBy(() -> ResourceCodec.decodeTexts(in))
          .isInstanceOf(LinkException.class)
          .hasMessageContaining("a setting of 2049 characters, where up to 2048 can be");
    }
    assertThatThrownBy(() -> ResourceCodec.decodeTexts(settings(2, "seed", "1", "seed", "2")))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("a setting twice");
  }

  @Test
  void shouldRefuseToEncodeMoreThanTheOtherEndAccepts() {
    String tooLong = "x".repeat(Protocol.MAX_CLIENT_FRAME_BYTES);
    assertThatThrownBy(() -> Codec.encode(new ClientMessage.Hello(1, tooLong, "")))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("exceeds the limit");
  }

  @Test
  void shouldAnswerRandomBytesWithLinkExceptionsOnly() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[1 + random.nextInt(80)];
      random.nextBytes(bytes);
      bytes[0] = (byte) (random.nextBoolean() ? random.nextInt(3) : 16 + random.nextInt(7));
      for (int side = 0; side < 2; side++) {
        try {
          Message message =
              side == 0
                  ? Codec.decodeClient(ByteBuffer.wrap(bytes))
                  : Codec.decodeServer(ByteBuffer.wrap(bytes));
          assertThat(message).isNotNull();
        } catch (LinkException e) {
          assertThat(e.getMessage()).as("seed %d", seed).startsWith("malformed frame");
        }
      }
    }
  }

  /** Whoever changes a layout raises {@link Protocol#VERSION} and writes the bytes anew. */
  @Test
  void shouldKeepTheLayoutOfItsVersion() throws LinkException {
    assertThat(Protocol.VERSION).isEqualTo(9);
    assertThat(
            hex(
                new ServerMessage.DepthMessage(
                    new DepthSample("weir", List.of(new DepthSample.Point(1, 2))))))
        .isEqualTo("19000000047765697200000001" + "0000000000000001" + "0000000000000002");
    assertThat(hex(new ServerMessage.ChangeMessage(Samples.change(3))))
        .isEqualTo(
            "1600000004776569720000000000000003000000000000001e00000000000003eb"
                + "00000007574f524b4552530000000a776569722070616e656c"
                + "000000093220776f726b657273000000093320776f726b657273");
    assertThat(hex(new ServerMessage.PastMessage("weir", List.of(), List.of())))
        .isEqualTo("1d00000004776569720000000000000000");
    JournalFigures journal =
        new JournalFigures(
            "disk",
            Optional.of("g"),
            1,
            2,
            3,
            4,
            Optional.of(new EndedEvents(7, 8)),
            true,
            OptionalLong.of(5),
            OptionalLong.empty(),
            OptionalLong.of(6),
            Optional.of("x"));
    assertThat(hex(new ServerMessage.SnapshotMessage(told().withJournal(Optional.of(journal)))))
        .isEqualTo(
            "1c"
                + SNAPSHOT_UP_TO_THE_LOAD
                + "01"
                + "000000046469736b"
                + "010000000167"
                + "0000000000000001000000000000000200000000000000030000000000000004"
                + "0100000000000000070000000000000008"
                + "01"
                + "010000000000000005"
                + "00"
                + "010000000000000006"
                + "010000000178"
                + EMPTY_INTERVAL);
  }

  /** Up to version 7 there were no journals, and recordings of then are still read. */
  @Test
  void shouldReadTheSnapshotsOfOlderRecordings() throws LinkException {
    String frame = "14" + SNAPSHOT_UP_TO_THE_LOAD + EMPTY_INTERVAL;

    ServerMessage read = Codec.decodeServer(ByteBuffer.wrap(HexFormat.of().parseHex(frame)));

    assertThat(read).isEqualTo(new ServerMessage.SnapshotMessage(told()));
  }

  /** In version 8 nobody said what had ended before. */
  @Test
  void shouldReadTheJournalsOfOlderRecordings() throws LinkException {
    String journal =
        "000000046469736b"
            + "00"
            + "0000000000000001000000000000000200000000000000030000000000000004"
            + "01"
            + "000000"
            + "00";
    String frame = "1a" + SNAPSHOT_UP_TO_THE_LOAD + "01" + journal + EMPTY_INTERVAL;

    ServerMessage read = Codec.decodeServer(ByteBuffer.wrap(HexFormat.of().parseHex(frame)));

    assertThat(read)
        .isEqualTo(
            new ServerMessage.SnapshotMessage(
                told()
                    .withJournal(
                        Optional.of(
                            new JournalFigures(
                                "disk",
                                Optional.empty(),
                                1,
                                2,
                                3,
                                4,
                                Optional.empty(),
                                true,
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                OptionalLong.empty(),
                                Optional.empty())))));
  }

  private static Snapshot told() {
    Snapshot bare = Samples.bare(7);
    return new Snapshot(
        bare.source(),
        7,
        7,
        7,
        0,
        bare.ledger(),
        OptionalLong.of(5),
        Optional.of(new WorkerCount(2, 1, Optional.of(new WorkTime(8, 9)))),
        Optional.of(List.of(new WorkerFigures(1, "w-1", WorkerFigures.State.HANDLING, 2, 3, 4, 6))),
        Optional.empty(),
        OptionalLong.empty(),
        bare.sinceReset(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(LoadFigures.starting("x")),
        Interval.EMPTY);
  }

  @Test
  void shouldRefuseEventsThatCanNotBe() throws LinkException {
    ByteBuffer negative =
        body(
            Codec.encode(
                new ServerMessage.DepthMessage(
                    new DepthSample("weir", List.of(new DepthSample.Point(1, 2))))));
    negative.put(negative.limit() - 8, (byte) 0x80);
    assertThatThrownBy(() -> Codec.decodeServer(negative)).isInstanceOf(LinkException.class);
    ByteBuffer tooMany = new BodyWriter(Codec.DEPTHS).putString("weir").putInt(1_001).finish();
    assertThatThrownBy(() -> Codec.decodeServer(body(tooMany)))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("1001 single events");
  }

  private static String hex(ServerMessage message) throws LinkException {
    ByteBuffer frame = body(Codec.encode(message));
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void shouldRefuseAPastThatHoldsFiguresOfAnother() throws LinkException {
    ByteBuffer frame =
        body(
            Codec.encode(
                new ServerMessage.PastMessage("orders", List.of(Samples.counted(1)), List.of())));
    assertThatThrownBy(() -> Codec.decodeServer(frame))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("figures of another");
  }
}
