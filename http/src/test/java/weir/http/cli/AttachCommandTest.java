package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be attached to, each in one sentence; the agent itself is tested where it is. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class AttachCommandTest {

  /** More than Linux, macOS and Windows give out. */
  private static final String NOBODY = "999999999";

  @TempDir Path folder;

  private CommandRun run(String... arguments) throws Exception {
    Path jar = Files.writeString(folder.resolve("agent.jar"), "");
    String before = System.setProperty("weir.agentJar", jar.toString());
    try {
      return CommandRun.of(arguments);
    } finally {
      if (before == null) {
        System.clearProperty("weir.agentJar");
      } else {
        System.setProperty("weir.agentJar", before);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "0", "1.5", "99999999999999999999", ""})
  void shouldRefuseWhatIsNoProcessId(String pid) throws Exception {
    CommandRun run = run("attach", pid);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "weir attach: '"
                + pid
                + "' is no process id: 'weir jvms' lists them"
                + System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"attach", "detach"})
  void shouldSayThatAProcessIsGone(String command) throws Exception {
    CommandRun run = run(command, NOBODY);

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).containsOnlyOnce("\n").contains("there is no process " + NOBODY);
  }

  @Test
  void shouldNotAttachToItself() throws Exception {
    CommandRun run = run("attach", Long.toString(ProcessHandle.current().pid()));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).containsOnlyOnce("\n").contains("is this command itself");
  }

  @Test
  void shouldNotTouchWhatIsNoJvm() throws Exception {
    Process other = new ProcessBuilder("sleep", "100").start();
    try {
      CommandRun run = run("attach", Long.toString(other.pid()));

      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err()).containsOnlyOnce("\n").contains("is no JVM that can be attached to");
      assertThat(other.isAlive()).isTrue();
    } finally {
      other.destroy();
    }
  }

  /** The JDK's own web server, which is a program that says when it is there. */
  @Test
  void shouldListAJvmThatForbidsAttachingAndSayThatItDoes() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+DisableAttachMechanism",
                "-m",
                "jdk.httpserver",
                "-b",
                "127.0.0.1",
                "-p",
                "0",
                "-d",
                folder.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(other.inputReader().readLine()).isNotNull();
      CommandRun list = CommandRun.of("jvms");
      CommandRun run = run("attach", Long.toString(other.pid()));

      assertThat(list.status()).isZero();
      assertThat(list.out())
          .containsPattern(" " + other.pid() + " +no +not watched +jdk.httpserver");
      assertThat(run.status()).isEqualTo(1);
      assertThat(run.err())
          .containsOnlyOnce("\n")
          .contains("-XX:+DisableAttachMechanism: start it");
    } finally {
      other.destroy();
      other.waitFor();
    }
  }
}
