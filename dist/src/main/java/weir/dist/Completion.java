package weir.dist;

import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;

/** Completion of commands, flags and their values. */
final class Completion {

  private Completion() {}

  /** The files for bash and for zsh, by name. */
  static Map<String, String> of(CommandLine weir) {
    String bash = AutoComplete.bash("weir", weir);
    return Map.of("weir.bash", bash, "_weir", forZsh(bash));
  }

  /**
   * Bash's in zsh's clothes: zsh loads it by its name at the first use, which is to be answered as
   * well. What it lacks of bash only says whether a blank follows.
   */
  private static String forZsh(String bash) {
    return "#compdef weir\n\n"
        + bash
        + "\n(( $+functions[compopt] )) || compopt() { :; }\n"
        + "_bash_complete -o default -F _complete_weir\n";
  }
}
