package weir.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LicenceTextsTest {

  @TempDir private Path folder;
  private Path tree;
  private Path texts;

  @BeforeEach
  void makeTree() throws IOException {
    tree = folder.resolve("tree");
    texts = Files.createDirectories(folder.resolve("texts"));
    Path libraries = Files.createDirectories(tree.resolve("app/lib"));
    try (OutputStream file = Files.newOutputStream(libraries.resolve("one-1.jar"));
        ZipOutputStream jar = new ZipOutputStream(file)) {
      put(jar, "META-INF/LICENSE.md", "mine");
      put(jar, "one/License.class", "code");
    }
    Files.writeString(texts.resolve("MIT.txt"), "any use");
    Files.writeString(texts.resolve("CC0-1.0.txt"), "no rights kept");
  }

  private static void put(ZipOutputStream jar, String name, String text) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(text.getBytes(UTF_8));
  }

  @Test
  void shouldCopyEachLicenceThatIsNamedAndWhatLibrariesSay() throws IOException {
    collect("  (CC0-1.0) (MIT) One (of two) (org:one:1 - https://one.example)\n");

    assertThat(tree.resolve("licences/MIT.txt")).hasContent("any use");
    assertThat(tree.resolve("licences/CC0-1.0.txt")).hasContent("no rights kept");
    assertThat(tree.resolve("licences/one-1")).isDirectoryContaining("glob:**/LICENSE.md");
    assertThat(tree.resolve("licences/one-1/License.class")).doesNotExist();
  }

  @Test
  void shouldRefuseALicenceWithoutItsText() {
    assertThatThrownBy(() -> collect("  (Other-2.0) One (org:one:1 - https://one.example)\n"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the text of the licence Other-2.0 is needed");
  }

  private void collect(String list) throws IOException {
    new LicenceTexts(tree).collect(Files.writeString(folder.resolve("list"), list), texts);
  }
}
