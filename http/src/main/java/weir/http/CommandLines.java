package weir.http;

import weir.http.cli.WeirCommand;

/** Runs several commands one after the other in one process, for {@link Training}. */
final class CommandLines {

  private CommandLines() {}

  /**
   * Runs the commands, whatever becomes of each.
   *
   * @param lines whole command lines, their words separated by one space
   */
  public static void main(String[] lines) {
    for (String line : lines) {
      String[] args = line.split(" ");
      WeirCommand.commandLine(System.getenv(), args).execute(args);
    }
    System.exit(0);
  }
}
