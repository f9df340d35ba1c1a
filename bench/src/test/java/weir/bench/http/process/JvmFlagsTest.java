package weir.bench.http.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class JvmFlagsTest {

  @Test
  void shouldTakeTheFlagsAndNothingElse() {
    String command =
        """
        /usr/bin/java
        -Xmx1g
        -XX:+UseG1GC
        -cp
        weir.jar
        weir.http.Main
        serve
        """;

    assertThat(JvmFlags.of(command)).containsExactly("-Xmx1g", "-XX:+UseG1GC");
  }

  @Test
  void shouldLeaveOutWhatFitsOneClassPathOnly() {
    String command =
        """
        java
        -XX:AOTCache=/a folder/weir.aot
        -XX:SharedArchiveFile=weir.jsa
        -Xshare:auto
        -Xlog:aot=off
        -Xmx64m
        -jar
        weir.jar
        """;

    assertThat(JvmFlags.of(command)).containsExactly("-Xmx64m");
  }

  @Test
  void shouldSpellOutTheFilesOfFlags(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("serve.flags"), "# For the heap.\n-Xmx1g\n\n\"-XX:Echo=a b\"\n");
    List<String> flags = JvmFlags.of("java\n@" + file + "\n-Xmx2g\n-cp\nweir.jar\n");

    assertThat(flags).containsExactly("@" + file, "-Xmx2g");
    assertThat(JvmFlags.spelledOut(flags)).containsExactly("-Xmx1g", "\"-XX:Echo=a b\"", "-Xmx2g");
  }
}
