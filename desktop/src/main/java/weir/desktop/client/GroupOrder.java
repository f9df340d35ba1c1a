package weir.desktop.client;

import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Source;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;

/** A command for a group: one for each of its processes, on its own socket. */
final class GroupOrder {

  /**
   * Who is to do something.
   *
   * @param member what it is called
   * @param connection to its server
   * @param source its source
   * @param workers that are requested of it now
   */
  record Target(String member, CommandSender connection, Source source, int workers) {}

  /**
   * What one of them is to do.
   *
   * @param target who
   * @param command what
   * @param done what is said of it where others have refused, such as {@code has 3}
   */
  record Part(Target target, Command command, String done) {}

  /** Null where it was done. */
  private record Answer(Part part, @Nullable String fault) {}

  private GroupOrder() {}

  static CompletableFuture<CommandOutcome> refused(String reason) {
    return CompletableFuture.completedFuture(new CommandOutcome.Refused(reason));
  }

  /** Accepted once all have; else refused, by whom and why, and what the others did. */
  static CompletableFuture<CommandOutcome> send(List<Part> parts) {
    if (parts.isEmpty()) {
      return refused("No process of the group can do that: nothing was changed.");
    }
    List<CompletableFuture<Answer>> answers =
        parts.stream()
            .map(
                part ->
                    part.target
                        .connection
                        .send(part.target.source.name(), part.command)
                        .handle((outcome, failure) -> new Answer(part, fault(outcome, failure))))
            .toList();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> outcome(answers.stream().map(CompletableFuture::join).toList()));
  }

  private static @Nullable String fault(
      @Nullable CommandOutcome outcome, @Nullable Throwable failure) {
    if (outcome instanceof CommandOutcome.Refused refused) {
      return refused.reason();
    }
    return outcome == null
        ? "no answer" + (failure == null ? "" : " (" + failure.getMessage() + ")")
        : null;
  }

  private static CommandOutcome outcome(List<Answer> answers) {
    StringJoiner faults = new StringJoiner("; ");
    StringJoiner done = new StringJoiner(", ", " Of the others, ", ".").setEmptyValue("");
    for (Answer answer : answers) {
      String member = answer.part.target.member;
      if (answer.fault != null) {
        faults.add(member + " did not: " + answer.fault);
      } else {
        done.add(member + " " + answer.part.done);
      }
    }
    if (faults.length() == 0) {
      return new CommandOutcome.Accepted();
    }
    String text = faults.toString();
    return new CommandOutcome.Refused(text + (text.endsWith(".") ? "" : ".") + done);
  }
}
