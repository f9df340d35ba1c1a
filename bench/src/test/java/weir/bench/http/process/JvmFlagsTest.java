package weir.bench.http.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
