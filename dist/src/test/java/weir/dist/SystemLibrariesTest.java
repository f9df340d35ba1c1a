package weir.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledOnOs(OS.LINUX)
class SystemLibrariesTest {

  @TempDir private Path runtime;

  @Test
  void shouldFindWhatJavaNeedsOfTheSystem() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.createDirectories(runtime.resolve("bin"));
    Files.createDirectories(runtime.resolve("lib"));
    Files.copy(java, runtime.resolve("bin/java"));
    Files.copy(
        Path.of(System.getProperty("java.home"), "lib/libjli.so"),
        runtime.resolve("lib/libjli.so"));

    List<Path> libraries = SystemLibraries.of(runtime);

    assertThat(libraries)
        .anyMatch(library -> library.toString().contains("libc.so"))
        .anyMatch(library -> library.getFileName().toString().startsWith("ld-"))
        .noneMatch(library -> library.startsWith(runtime))
        .allMatch(Files::isReadable);
  }
}
