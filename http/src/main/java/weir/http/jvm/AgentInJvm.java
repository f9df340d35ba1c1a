package weir.http.jvm;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;

/** Puts the agent into a JVM of this user and takes it out, by the JVM's own attach mechanism. */
public final class AgentInJvm {

  private static final String ANSWER = "weir.agent.answer";
  private static final String DONE = "done ";
  private static final String FAILED = "failed ";
  private static final int OLDEST_JAVA = 17;

  private final long pid;
  private final Path jar;

  /**
   * Nothing happens yet.
   *
   * @param pid process of the JVM
   * @param jar the agent's
   */
  public AgentInJvm(long pid, Path jar) {
    this.pid = pid;
    this.jar = jar;
  }

  /**
   * Puts the agent in.
   *
   * @param control whether executors can be resized
   * @return where its socket is
   * @throws JvmException if it can't be put in; the JVM goes on as it was
   */
  public String attach(boolean control) throws JvmException {
    String state = tell((control ? "control," : "") + "jar=" + jar);
    for (String part : state.split(";", -1)) {
      if (part.startsWith("socket ")) {
        return part.substring("socket ".length());
      }
    }
    throw new JvmException(
        "the agent in "
            + pid
            + " names no socket, so it is another Weir's: take it out with 'weir detach' of that one");
  }

  /**
   * Takes the agent out.
   *
   * @param undo whether executors that were resized get their sizes back
   * @return what was done
   * @throws JvmException if there is none, or it can't be told
   */
  public String detach(boolean undo) throws JvmException {
    return tell("detach" + (undo ? ",undo" : ""));
  }

  private String tell(String options) throws JvmException {
    requireOurs();
    VirtualMachine jvm = attached();
    try {
      requireNewEnough(jvm.getSystemProperties());
      jvm.loadAgent(jar.toString(), options);
      return answer(jvm.getSystemProperties());
    } catch (AgentLoadException | AgentInitializationException | IOException e) {
      throw new JvmException(
          "the JVM "
              + pid
              + " does not take the agent ("
              + e.getMessage()
              + "): where agents are forbidden, start it with -javaagent:"
              + jar,
          e);
    } finally {
      detachQuietly(jvm);
    }
  }

  private void requireOurs() throws JvmException {
    if (pid == ProcessHandle.current().pid()) {
      throw new JvmException(pid + " is this command itself: 'weir jvms' lists the others");
    }
    ProcessHandle process =
        ProcessHandle.of(pid)
            .orElseThrow(
                () -> new JvmException("there is no process " + pid + ": 'weir jvms' lists them"));
    String other = RunningJvm.owner(process).orElse(null);
    if (other != null) {
      throw new JvmException(
          "the process " + pid + " belongs to " + other + ": only that user can watch it");
    }
  }

  private VirtualMachine attached() throws JvmException {
    if (!JvmPerformanceData.allowsAttaching(pid)) {
      throw new JvmException(
          "the JVM "
              + pid
              + " runs with -XX:+DisableAttachMechanism: start it without, or with -javaagent:"
              + jar);
    }
    try {
      return VirtualMachine.attach(Long.toString(pid));
    } catch (AttachNotSupportedException e) {
      throw new JvmException(
          "the process "
              + pid
              + " is no JVM that can be attached to, or it is stopped, or there is no room in its"
              + " /tmp ("
              + e.getMessage()
              + "): 'weir jvms' lists those that can",
          e);
    } catch (IOException e) {
      throw new JvmException(
          "the JVM "
              + pid
              + " can't be reached ("
              + e.getMessage()
              + "): is it still there, and is there room in its folder and in /tmp?",
          e);
    }
  }

  private void requireNewEnough(Properties properties) throws JvmException {
    String version = properties.getProperty("java.specification.version", "");
    try {
      if (Integer.parseInt(version) >= OLDEST_JAVA) {
        return;
      }
    } catch (NumberFormatException e) {
      // Such as 1.8: too old as well.
    }
    throw new JvmException(
        "the JVM "
            + pid
            + " is of Java "
            + version
            + ": the agent needs "
            + OLDEST_JAVA
            + " or newer");
  }

  private String answer(Properties properties) throws JvmException {
    String text = properties.getProperty(ANSWER, "");
    if (text.startsWith(DONE)) {
      return text.substring(DONE.length());
    }
    throw new JvmException(
        text.startsWith(FAILED)
            ? text.substring(FAILED.length())
            : properties.containsKey("java.security.manager")
                ? "the SecurityManager of the JVM "
                    + pid
                    + " keeps the agent out: add this to its policy: grant codeBase \"file:"
                    + jar
                    + "\" { permission java.security.AllPermission; };"
                : "the agent in "
                    + pid
                    + " does not answer: it may be of another version; start that program again");
  }

  private static void detachQuietly(VirtualMachine jvm) {
    try {
      jvm.detach();
    } catch (IOException e) {
      // It has ended meanwhile: what was to be known is known.
    }
  }
}
