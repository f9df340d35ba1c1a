package weir.http.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.http.config.SettingsException;
import weir.http.lab.Exercise;
import weir.http.lab.Exercises;
import weir.http.lab.JsonView;
import weir.http.lab.Lab;
import weir.http.lab.LabResult;
import weir.http.lab.LabView;
import weir.http.lab.Predictions;
import weir.http.lab.Questions;
import weir.http.lab.Scale;
import weir.http.lab.TextView;

/** Runs the exercises of the lab. */
@Command(
    name = "lab",
    mixinStandardHelpOptions = true,
    header = "Experiments on queues: predict, run, compare.",
    description = {
      "",
      "Without a number it lists the exercises. With one it explains what is run, asks what you"
          + " expect, runs it on a server of its own, which a panel can watch, and shows prediction,"
          + " theory and measurement side by side, with the reasons. docs/lab says more of each.",
      "",
      "Exit status: 0 theory and measurement agree, 4 they do not; the others are those of 'weir"
          + " --help'.",
      ""
    })
final class LabCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "N", description = "The number of an exercise.")
  private @Nullable Integer number;

  @Option(
      names = "--predict",
      paramLabel = "VALUES",
      description =
          "What you expect, instead of being asked: KEY=VALUE or VALUE, each after a comma, such as"
              + " uses=1,last=5s. Keys are in --json and in the fault that a wrong one gets.")
  private @Nullable String predict;

  @Option(names = "--answers", description = "What theory says and why; nothing is run.")
  private boolean answers;

  @Option(
      names = "--full",
      description =
          "The times of the original, 500 ms for each use of the resource, rather than a hundredth:"
              + " takes minutes.")
  private boolean full;

  @Option(names = "--json", description = "One JSON object a line, for programs.")
  private boolean json;

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description =
          "The local socket of the experiment's server (one of its own, which panels find).")
  private @Nullable String socket;

  @Spec private CommandSpec spec;

  LabCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Console console = terminal();
    LabView view =
        json ? new JsonView(out) : new TextView(out, spec.commandLine().getErr(), console != null);
    Scale scale = full ? Scale.FULL : Scale.SCALED;
    if (number == null) {
      if (predict != null || answers) {
        throw new SettingsException(
            "of which exercise? Write its number, as in 'weir lab 3 --answers'");
      }
      view.list(Exercises.all(), scale);
      return ExitStatus.OK;
    }
    Exercise exercise = exercise(number);
    view.explain(exercise, scale);
    if (answers) {
      view.answers(exercise, scale);
      return ExitStatus.OK;
    }
    return run(exercise, scale, predictions(exercise, console), view);
  }

  /** Null where there is nobody to ask. */
  @SuppressWarnings("SystemConsoleNull") // it does again from JDK 25 on
  private static @Nullable Console terminal() {
    Console console = System.console();
    return console != null && console.isTerminal() ? console : null;
  }

  private static Exercise exercise(int wanted) throws SettingsException {
    try {
      return Lab.exercise(wanted);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  private Predictions predictions(Exercise exercise, @Nullable Console console)
      throws SettingsException, IOException {
    String given = predict;
    if (given != null) {
      return GivenText.read(given, text -> Predictions.parse(text, Lab.asked(exercise)));
    }
    return console == null || json
        ? Predictions.NONE
        : Questions.ask(
            Lab.asked(exercise), new BufferedReader(console.reader()), spec.commandLine().getOut());
  }

  private int run(Exercise exercise, Scale scale, Predictions predictions, LabView view)
      throws Exception {
    Thread experiment = Thread.currentThread();
    AtomicBoolean stopped = new AtomicBoolean();
    StopSignals.install(
        () -> {
          stopped.set(true);
          experiment.interrupt();
        });
    try {
      LabResult result =
          Lab.run(exercise, scale, predictions, socket == null ? Lab.ownSocket() : socket, view);
      return result.agrees() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
    } catch (Exception e) {
      // Opening a socket, say, is no InterruptedException when it is interrupted.
      if (!stopped.get() && !(e instanceof InterruptedException)) {
        throw e;
      }
      PrintWriter err = spec.commandLine().getErr();
      err.printf("%nstopped before it was done%n");
      err.flush();
      return ExitStatus.FAILURE;
    }
  }
}
