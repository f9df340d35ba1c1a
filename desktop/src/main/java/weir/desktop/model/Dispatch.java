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
 * Sends commands and keeps the message line, which says what became of the last. FX thread only.
 */
final class Dispatch {

  private final ReadOnlyObjectWrapper<Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice", Notice.NONE);
  private final CommandSender sender;
  private final Executor crossing;

  Dispatch(CommandSender sender, Executor crossing) {
    this.sender = sender;
    this.crossing = crossing;
  }

  ReadOnlyObjectProperty<Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  void say(Notice next) {
    notice.set(next);
  }

  /**
   * Sends a command.
   *
   * @param source name of the source that is to do it
   * @param command what to do
   * @param done what to say once it is accepted
   * @param then gets what is said, once it is
   */
  @SuppressWarnings("FutureReturnValueIgnored") // handle() has seen to every failure
  void send(String source, Command command, String done, Consumer<Notice> then) {
    sender
        .send(source, command)
        .handle((outcome, failure) -> noticeOf(outcome, failure, done))
        .thenAcceptAsync(
            said -> {
              notice.set(said);
              then.accept(said);
            },
            crossing);
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
