package weir.core.link;

import java.nio.ByteBuffer;

/**
 * The frames of the local socket: a big-endian {@code int} length of what follows it, one byte of
 * type, and the body. The layouts of the greeting and the welcome up to their versions and of
 * {@link ServerMessage.Rejection} stay the same in every protocol version, so that two builds can
 * at least tell each other why they part.
 */
final class Codec {

  /** First bytes of a greeting, {@code WEIR}: whatever lacks them is no client of ours. */
  static final int MAGIC = 0x57454952;

  static final byte HELLO = 1;
  static final byte COMMAND_REQUEST = 2;
  static final byte WELCOME = 17;
  static final byte REJECTION = 18;
  static final byte COMMAND_REPLY = 19;

  /** Up to version 7: in recordings. */
  static final byte SNAPSHOT_WITHOUT_JOURNAL = 20;

  static final byte SOURCE_LIST = 21;
  static final byte CHANGE = 22;

  /** Up to version 7: in recordings. */
  static final byte PAST_WITHOUT_JOURNAL = 23;

  static final byte RECORDING = 24;
  static final byte DEPTHS = 25;

  /** In version 8: in recordings. */
  static final byte SNAPSHOT_WITH_OLD_JOURNAL = 26;

  /** In version 8: in recordings. */
  static final byte PAST_WITH_OLD_JOURNAL = 27;

  static final byte SNAPSHOT = 28;
  static final byte PAST = 29;

  private static final int RESIZE_WORKERS = 1;
  private static final int SET_SERVICE_TIME = 2;
  private static final int RESET_STATISTICS = 3;
  private static final int SET_RESOURCE = 4;
  private static final int FREEZE_RESOURCE = 5;
  private static final int START_RECORDING = 6;
  private static final int STOP_RECORDING = 7;
  private static final int START_LOAD = 8;
  private static final int STOP_LOAD = 9;
  private static final int KILL_WORKER = 10;

  private static final int ACCEPTED = 0;
  private static final int REFUSED = 1;

  private Codec() {}

  /**
   * Encodes a message.
   *
   * @return the frame, length first, ready to be written
   * @throws LinkException if the frame is larger than the other end accepts
   */
  static ByteBuffer encode(Message message) throws LinkException {
    boolean fromClient = message instanceof ClientMessage;
    BodyWriter out =
        message instanceof ClientMessage client
            ? encodeClient(client)
            : encodeServer((ServerMessage) message);
    int limit = fromClient ? Protocol.MAX_CLIENT_FRAME_BYTES : Protocol.MAX_SERVER_FRAME_BYTES;
    if (out.length() > limit) {
      throw new LinkException(
          "a message of "
              + out.length()
              + " bytes exceeds the limit of "
              + limit
              + ": send shorter texts");
    }
    return out.finish();
  }

  private static BodyWriter encodeClient(ClientMessage message) {
    if (message instanceof ClientMessage.Hello hello) {
      return new BodyWriter(HELLO)
          .putInt(MAGIC)
          .putInt(hello.protocolVersion())
          .putString(hello.clientName())
          .putString(hello.token());
    }
    ClientMessage.CommandRequest request = (ClientMessage.CommandRequest) message;
    BodyWriter out =
        new BodyWriter(COMMAND_REQUEST).putLong(request.requestId()).putString(request.source());
    if (request.command() instanceof Command.ResizeWorkers resize) {
      return out.putByte(RESIZE_WORKERS).putInt(resize.workers());
    }
    if (request.command() instanceof Command.SetServiceTime set) {
      return out.putByte(SET_SERVICE_TIME).putLong(set.serviceTimeNanos());
    }
    if (request.command() instanceof Command.SetResource set) {
      return ResourceCodec.encodeTexts(out.putByte(SET_RESOURCE), set.changes());
    }
    if (request.command() instanceof Command.FreezeResource freeze) {
      return out.putByte(FREEZE_RESOURCE).putLong(freeze.nanos());
    }
    if (request.command() instanceof Command.StartRecording start) {
      return out.putByte(START_RECORDING).putString(start.name());
    }
    if (request.command() instanceof Command.StopRecording) {
      return out.putByte(STOP_RECORDING);
    }
    if (request.command() instanceof Command.StartLoad start) {
      return ResourceCodec.encodeTexts(out.putByte(START_LOAD), start.settings());
    }
    if (request.command() instanceof Command.StopLoad) {
      return out.putByte(STOP_LOAD);
    }
    if (request.command() instanceof Command.KillWorker kill) {
      return out.putByte(KILL_WORKER).putInt(kill.place());
    }
    return out.putByte(RESET_STATISTICS);
  }

  private static BodyWriter encodeServer(ServerMessage message) {
    if (message instanceof ServerMessage.SnapshotMessage published) {
      return SnapshotCodec.encode(new BodyWriter(SNAPSHOT), published.snapshot());
    }
    if (message instanceof ServerMessage.ChangeMessage told) {
      return PastCodec.encode(new BodyWriter(CHANGE), told.change());
    }
    if (message instanceof ServerMessage.PastMessage past) {
      return PastCodec.encode(new BodyWriter(PAST), past);
    }
    if (message instanceof ServerMessage.DepthMessage depths) {
      return DepthCodec.encode(new BodyWriter(DEPTHS), depths.sample());
    }
    if (message instanceof ServerMessage.RecordingMessage recording) {
      return encode(new BodyWriter(RECORDING), recording.status());
    }
    if (message instanceof ServerMessage.CommandReply reply) {
      BodyWriter out = new BodyWriter(COMMAND_REPLY).putLong(reply.requestId());
      return reply.outcome() instanceof CommandOutcome.Refused refused
          ? out.putByte(REFUSED).putString(refused.reason())
          : out.putByte(ACCEPTED);
    }
    if (message instanceof ServerMessage.SourceList list) {
      return SourceCodec.encode(new BodyWriter(SOURCE_LIST), list.sources());
    }
    if (message instanceof ServerMessage.Welcome welcome) {
      return new BodyWriter(WELCOME)
          .putInt(welcome.protocolVersion())
          .putLong(welcome.server().pid())
          .putLong(welcome.server().startedEpochMillis());
    }
    return new BodyWriter(REJECTION).putString(((ServerMessage.Rejection) message).reason());
  }

  /**
   * Decodes what a client sent.
   *
   * @param frame type and body, without the length
   * @throws LinkException if it is malformed
   */
  static ClientMessage decodeClient(ByteBuffer frame) throws LinkException {
    BodyReader in = new BodyReader(frame);
    int type = in.getByte();
    ClientMessage message =
        switch (type) {
          case HELLO -> decodeHello(in);
          case COMMAND_REQUEST ->
              new ClientMessage.CommandRequest(
                  in.getLong(), SourceCodec.decodeName(in), decodeCommand(in));
          default -> throw unknown("message type", type);
        };
    in.end();
    return message;
  }

  private static ClientMessage.Hello decodeHello(BodyReader in) throws LinkException {
    if (in.getInt() != MAGIC) {
      throw new LinkException("malformed frame: a greeting without Weir's mark");
    }
    int version = in.getInt();
    if (version != Protocol.VERSION) {
      in.skipRest();
      return new ClientMessage.Hello(version, "", "");
    }
    return new ClientMessage.Hello(version, in.getString(), in.getString());
  }

  private static Command decodeCommand(BodyReader in) throws LinkException {
    int type = in.getByte();
    return switch (type) {
      case RESIZE_WORKERS -> new Command.ResizeWorkers(in.getInt());
      case SET_SERVICE_TIME -> new Command.SetServiceTime(in.getLong());
      case SET_RESOURCE -> new Command.SetResource(ResourceCodec.decodeTexts(in));
      case FREEZE_RESOURCE -> new Command.FreezeResource(in.getLong());
      case RESET_STATISTICS -> new Command.ResetStatistics();
      case START_RECORDING -> new Command.StartRecording(in.getString());
      case STOP_RECORDING -> new Command.StopRecording();
      case START_LOAD -> new Command.StartLoad(ResourceCodec.decodeTexts(in));
      case STOP_LOAD -> new Command.StopLoad();
      case KILL_WORKER -> new Command.KillWorker(in.getInt());
      default -> throw unknown("command", type);
    };
  }

  /**
   * Decodes what a server sent.
   *
   * @param frame type and body, without the length
   * @throws LinkException if it is malformed
   */
  static ServerMessage decodeServer(ByteBuffer frame) throws LinkException {
    BodyReader in = new BodyReader(frame);
    int type = in.getByte();
    ServerMessage message =
        switch (type) {
          case WELCOME -> decodeWelcome(in);
          case REJECTION -> new ServerMessage.Rejection(in.getString());
          case COMMAND_REPLY -> new ServerMessage.CommandReply(in.getLong(), decodeOutcome(in));
          case SOURCE_LIST -> new ServerMessage.SourceList(SourceCodec.decode(in));
          case SNAPSHOT -> new ServerMessage.SnapshotMessage(SnapshotCodec.decode(in));
          case SNAPSHOT_WITH_OLD_JOURNAL ->
              new ServerMessage.SnapshotMessage(SnapshotCodec.decodeWithOldJournal(in));
          case SNAPSHOT_WITHOUT_JOURNAL ->
              new ServerMessage.SnapshotMessage(SnapshotCodec.decodeWithoutJournal(in));
          case CHANGE -> new ServerMessage.ChangeMessage(PastCodec.decodeChange(in));
          case PAST -> PastCodec.decodePast(in, SnapshotCodec::decode);
          case PAST_WITH_OLD_JOURNAL ->
              PastCodec.decodePast(in, SnapshotCodec::decodeWithOldJournal);
          case PAST_WITHOUT_JOURNAL ->
              PastCodec.decodePast(in, SnapshotCodec::decodeWithoutJournal);
          case DEPTHS -> new ServerMessage.DepthMessage(DepthCodec.decode(in));
          case RECORDING -> new ServerMessage.RecordingMessage(decodeStatus(in));
          default -> throw unknown("message type", type);
        };
    in.end();
    return message;
  }

  private static BodyWriter encode(BodyWriter out, RecordingStatus status) {
    return out.putString(status.folder())
        .putString(status.file())
        .putLong(status.startEpochMillis())
        .putLong(status.writtenBytes())
        .putString(status.fault());
  }

  private static RecordingStatus decodeStatus(BodyReader in) throws LinkException {
    return new RecordingStatus(
        in.getString(), in.getString(), in.getLong(), in.getLong(), in.getString());
  }

  private static ServerMessage.Welcome decodeWelcome(BodyReader in) throws LinkException {
    int version = in.getInt();
    if (version != Protocol.VERSION) {
      // Its layout is another one: all that is known of this server is that.
      in.skipRest();
      return new ServerMessage.Welcome(version, new ServerInfo(0, 0));
    }
    return new ServerMessage.Welcome(version, new ServerInfo(in.getLong(), in.getLong()));
  }

  private static CommandOutcome decodeOutcome(BodyReader in) throws LinkException {
    int type = in.getByte();
    return switch (type) {
      case ACCEPTED -> new CommandOutcome.Accepted();
      case REFUSED -> new CommandOutcome.Refused(in.getString());
      default -> throw unknown("outcome", type);
    };
  }

  private static LinkException unknown(String what, int type) {
    return new LinkException("malformed frame: unknown " + what + " " + type);
  }
}
