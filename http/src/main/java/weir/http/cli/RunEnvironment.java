package weir.http.cli;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** The root of a command line, which knows what its commands run with. */
interface RunEnvironment {

  /** The environment variables. */
  Map<String, String> variables();

  /** The environment variables that a command runs with. */
  static Map<String, String> of(CommandSpec command) {
    if (command.root().userObject() instanceof RunEnvironment root) {
      return root.variables();
    }
    throw new IllegalStateException(command.qualifiedName() + " is no command of weir's");
  }
}
