package weir.http;

import weir.http.cli.OutOfMemory;
import weir.http.cli.WeirCommand;
import weir.http.logging.LogOutput;

/** The program behind {@code weir serve}, {@code workers}, {@code stats} and the others. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the process with its exit status.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    OutOfMemory.endsTheProcess();
    LogOutput.beginWithText();
    System.exit(WeirCommand.commandLine(System.getenv(), args).execute(args));
  }
}
