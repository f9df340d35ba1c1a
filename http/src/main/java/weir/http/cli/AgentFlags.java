package weir.http.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import weir.http.config.SettingsException;
import weir.http.jvm.AgentInJvm;

/** Which JVM a command is about. */
final class AgentFlags {

  /** Set by the launcher, which has built it. */
  private static final String JAR_PROPERTY = "weir.agentJar";

  @Parameters(paramLabel = "PID", description = "Its process id; 'weir jvms' lists them.")
  private String pid = "";

  AgentFlags() {}

  AgentInJvm inJvm() throws SettingsException {
    long process = parse(pid);
    Path jar = Path.of(System.getProperty(JAR_PROPERTY, "weir-agent.jar")).toAbsolutePath();
    if (!Files.isReadable(jar)) {
      throw new SettingsException(
          "there is no agent at "
              + jar
              + ": the launcher (weir) knows where it is, or give -D"
              + JAR_PROPERTY
              + "=FILE");
    }
    return new AgentInJvm(process, jar);
  }

  private static long parse(String text) throws SettingsException {
    try {
      long process = Long.parseLong(text);
      if (process > 0) {
        return process;
      }
    } catch (NumberFormatException e) {
      // Answered below, together with those that no process can have.
    }
    throw new SettingsException("'" + text + "' is no process id: 'weir jvms' lists them");
  }
}
