package weir.core.link;

import java.util.Optional;

/**
 * Executes the commands for one source that arrive on the local socket, none beyond its {@link
 * weir.core.figures.Capabilities}; values are its own to check. Called on the server's connection
 * threads, by several at once: implementations are thread-safe, return promptly and answer bad
 * input with {@link CommandOutcome.Refused} rather than an exception.
 */
@FunctionalInterface
public interface CommandExecutor {

  /**
   * Executes one command.
   *
   * @param command what to do
   * @return accepted, or refused and why
   */
  CommandOutcome execute(Command command);

  /**
   * Executes one command of a client that is known by name. An executor that tells of {@linkplain
   * PublishedSource#tell changes} overrides this to say by whom they are.
   *
   * @param command what to do
   * @param who the name that the client has greeted with
   * @return accepted, or refused and why
   */
  default CommandOutcome execute(Command command, String who) {
    return execute(command);
  }

  /**
   * Why the source can't do what it has not said that it can, where there is more to say than that.
   *
   * @param command what was asked for, beyond the source's capabilities
   * @return a sentence with the reason and the remedy; empty for the server's own
   */
  default Optional<String> whyNot(Command command) {
    return Optional.empty();
  }
}
