package weir.bench.watch;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;

/** Weir's agent in this very program, which has to be started with leave to attach to itself. */
final class AttachedAgent {

  private static final String ANSWER = "weir.agent.answer";

  private final Path jar;
  private final double attachMillis;

  private AttachedAgent(Path jar) throws IOException, InterruptedException {
    this.jar = jar;
    attachMillis = tell("");
  }

  static AttachedAgent attach(Path jar) throws IOException, InterruptedException {
    return new AttachedAgent(jar);
  }

  /** The longest time for which the program stood still meanwhile. */
  double attachMillis() {
    return attachMillis;
  }

  /** Takes the agent out; the longest time for which the program stood still meanwhile. */
  double detach() throws IOException, InterruptedException {
    return tell("detach");
  }

  private double tell(String options) throws IOException, InterruptedException {
    VirtualMachine jvm;
    try {
      jvm = VirtualMachine.attach(Long.toString(ProcessHandle.current().pid()));
    } catch (AttachNotSupportedException e) {
      throw new IOException("this program can't attach to itself", e);
    }
    try (Standstill standstill = Standstill.watch()) {
      jvm.loadAgent(jar.toString(), options);
      String answer = System.getProperty(ANSWER, "");
      if (!answer.startsWith("done ")) {
        throw new IOException("the agent has " + answer);
      }
      return standstill.longestMillis();
    } catch (AgentLoadException | AgentInitializationException e) {
      throw new IOException("the agent was not loaded: build it with ./weir bench watch", e);
    } finally {
      jvm.detach();
    }
  }
}
