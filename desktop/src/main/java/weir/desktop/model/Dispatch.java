package weir.desktop.model;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.desktop.client.CommandSender;

/**
 * Sends commands to one server and says in the message line, which all servers share, what became
 * of the last. FX thread only.
 */
final class Dispatch {

  private final ReadOnlyObjectWrapper<Notice> notice;
  private final CommandSender sender;
  private final Executor crossing;

  /** What the server is called, once another is shown instead; empty until then. */
  private String leftServer = "";

  /** Whose answers need no name. */
  private String shownSource = "";

  Dispatch(CommandSender sender, Executor crossing) {
    this(new ReadOnlyObjectWrapper<>(Dispatch.class, "notice", Notice.NONE), sender, crossing);
  }

  private Dispatch(ReadOnlyObjectWrapper<Notice> notice, CommandSender sender, Executor crossing) {
    this.notice = notice;
    this.sender = sender;
    this.crossing = crossing;
  }

  /**
   * Sends to another server from now on: what is still asked of this one goes to it all the same,
   * and its answers say whose they are.
   *
   * @param name what this server is called
   * @param next sends to the other
   * @return what sends to the other
   */
  Dispatch leaveFor(String name, CommandSender next) {
    leftServer = name;
    return new Dispatch(notice, next, crossing);
  }

  /** Another source is shown. */
  void showSource(String name) {
    shownSource = name;
  }

  ReadOnlyObjectProperty<Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  void say(Notice next) {
    notice.set(next);
  }

  /**
   * Sends a command that is for the server itself.
   *
   * @param source any name
   * @param command what to do
   * @param done what to say once it is accepted
   */
  void sendToServer(String source, Command command, String done) {
    send(source, command, done, said -> {}, false);
  }

  /**
   * Sends a command.
   *
   * @param source name of the source that is to do it
   * @param command what to do
   * @param done what to say once it is accepted
   * @param then gets what is said, once it is
   */
  void send(String source, Command command, String done, Consumer<Notice> then) {
    send(source, command, done, then, true);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // handle() has seen to every failure
  private void send(
      String source, Command command, String done, Consumer<Notice> then, boolean ofSource) {
    sender
        .send(source, command)
        .handle((outcome, failure) -> noticeOf(outcome, failure, done))
        .thenAcceptAsync(
            said -> {
              notice.set(new Notice(whose(source, ofSource) + said.text(), said.fault()));
              then.accept(said);
            },
            crossing);
  }

  /** Whose answer it is, where that is not what is on show. */
  private String whose(String source, boolean ofSource) {
    if (!leftServer.isEmpty()) {
      return "Of " + (ofSource ? source + " at " : "") + leftServer + ", which is not shown: ";
    }
    return ofSource && !source.equals(shownSource) && !shownSource.isEmpty()
        ? "Of " + source + ", which is not shown: "
        : "";
  }

  private static Notice noticeOf(
      @Nullable CommandOutcome outcome, @Nullable Throwable failure, String done) {
    if (outcome instanceof CommandOutcome.Refused refused) {
      return Notice.fault(refused.reason());
    }
    if (outcome == null) {
      String why = failure == null ? "no reply" : String.valueOf(failure.getMessage());
      return Notice.fault(
          "The command had no answer (" + why + "); look at the figures, then try again.");
    }
    return Notice.info(done);
  }
}
