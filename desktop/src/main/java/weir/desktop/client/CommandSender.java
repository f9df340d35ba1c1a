package weir.desktop.client;

import java.util.concurrent.CompletableFuture;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;

/** Where the panel sends its commands. Implementations are thread-safe and do not block. */
@FunctionalInterface
public interface CommandSender {

  /**
   * Sends one command.
   *
   * @param source name of the source that is to do it
   * @param command what to do
   * @return its outcome, completed on any thread; refused where there is no connection
   */
  CompletableFuture<CommandOutcome> send(String source, Command command);
}
