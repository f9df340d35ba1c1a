package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.atIndex;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HookedPoolsTest {

  @Test
  void shouldReadAJdkThatIsNewerThanItsLibrary() throws IOException {
    byte[] bytes = bytesOf(ThreadPoolExecutor.class);
    bytes[7] = 120;

    assertThat(HookedPools.hook(HookedPool.JDK, bytes)).contains((byte) 120, atIndex(7));
  }

  @Test
  void shouldRefuseAClassWithoutThoseMethods() throws IOException {
    byte[] other = bytesOf(Thread.class);

    assertThatIllegalStateException().isThrownBy(() -> HookedPools.hook(HookedPool.JDK, other));
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      return in.readAllBytes();
    }
  }

  /** It goes into other people's programs: nothing may need it. The archive only packs it. */
  @Test
  void shouldBeNeededByNoOtherModule() throws IOException {
    try (Stream<Path> modules = Files.walk(Path.of(".."), 3)) {
      List<Path> poms =
          modules
              .filter(path -> path.endsWith("pom.xml"))
              .filter(path -> !path.startsWith(Path.of("..", "agent")))
              .filter(path -> !path.startsWith(Path.of("..", "dist")))
              .toList();

      assertThat(poms).hasSizeGreaterThan(5);
      for (Path pom : poms) {
        assertThat(Files.readString(pom)).doesNotContain("<artifactId>weir-agent</artifactId>");
      }
    }
  }
}
