package weir.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that include others. */
@Timeout(30)
class IncludeTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include \"g.conf\"",
        "include \"./g.conf\"",
        "include \"g\"",
        "include file(\"g.conf\")",
        "include required(\"g.conf\")",
        "include required(file(\"g.conf\"))"
      })
  void shouldTakeInAFileBesideItInEverySpelling(String include) throws Exception {
    write("g.conf", "weir.port = 7");

    EffectiveSettings settings = load(write("f.conf", include));

    assertThat(settings.serve().port()).isEqualTo(7);
    assertThat(settings.named("port").origin().label())
        .startsWith(folder.toString())
        .endsWith("g.conf:1");
  }

  @Test
  void shouldTakeInAFileByItsAbsolutePath() throws Exception {
    Path included = write("g.conf", "weir.port = 7");

    assertThat(load(write("f.conf", "include \"" + included + "\"")).serve().port()).isEqualTo(7);
  }

  /** A bare file name has no parent, which is how the library came to drop the included one. */
  @Test
  void shouldTakeInAFileBesideOneThatIsNamedWithoutAFolder() throws Exception {
    String name = "include-test-" + ProcessHandle.current().pid();
    Path including = Path.of(name + ".conf");
    Path included = Path.of(name + "-included.conf");
    try {
      Files.writeString(including, "include \"" + included + "\"");
      Files.writeString(included, "weir.port = 7");

      assertThat(load(including).serve().port()).isEqualTo(7);
    } finally {
      Files.deleteIfExists(including);
      Files.deleteIfExists(included);
    }
  }

  @Test
  void shouldFindEachFromTheFolderOfTheIncludingOne() throws Exception {
    write("sub/g.conf", "include \"deeper/h.conf\"\nweir.workers = 2");
    write("sub/deeper/h.conf", "include \"../../top.conf\"\nweir.max-workers = 8");
    write("top.conf", "weir.ring-size = 4");

    EffectiveSettings settings = load(write("f.conf", "include \"sub/g.conf\"\nweir.port = 1"));

    assertThat(settings.serve().pipeline().workers()).isEqualTo(2);
    assertThat(settings.serve().pipeline().maxWorkers()).isEqualTo(8);
    assertThat(settings.serve().pipeline().ringSize()).isEqualTo(4);
  }

  @Test
  void shouldLetTheLaterLineWinAndResolveSubstitutionsAcrossFiles() throws Exception {
    write("g.conf", "port = 7\nworkers = 3\nmax-workers = ${weir.workers}");

    EffectiveSettings settings =
        load(
            write(
                "f.conf",
                "weir {\n  workers = 2\n  include \"g.conf\"\n  port = 8\n"
                    + "  service-time = ${weir.workers}ms\n}"));

    assertThat(settings.serve().port()).isEqualTo(8);
    assertThat(settings.named("service-time").value()).isEqualTo("3ms");
    assertThat(settings.named("service-time").origin().label())
        .isEqualTo("%s:2,%s:5".formatted(folder.resolve("g.conf"), folder.resolve("f.conf")));
    assertThat(settings.serve().pipeline().workers()).isEqualTo(3);
    assertThat(settings.serve().pipeline().maxWorkers()).isEqualTo(3);
  }

  @Test
  void shouldTakeInJsonAndPropertiesAndPreferHoconWhereTheExtensionIsLeftOff() throws Exception {
    write("g.conf", "weir.port = 1");
    write("g.json", "{\"weir\": {\"port\": 2, \"workers\": 2}}");
    write("g.properties", "weir.ring-size=4");

    ServeSettings settings = load(write("f.conf", "include \"g\"")).serve();

    assertThat(settings.port()).isEqualTo(1);
    assertThat(settings.pipeline().workers()).isEqualTo(2);
    assertThat(settings.pipeline().ringSize()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include \"no.conf\"                  | there is no file FOLDER/no.conf: correct the path",
        "include required(file(\"no.conf\"))  | there is no file FOLDER/no.conf: correct the path",
        "include \"no\"                       | there is no file FOLDER/no: correct the path",
        "include \".\"                        | there is no file FOLDER/.: correct the path",
        "include \"f.conf\"                   | includes this file in turn: remove one of the two",
        "include url(\"http://a.invalid/b\")  | settings are read from files only",
        "include classpath(\"a.conf\")        | settings are read from files only"
      })
  void shouldNameTheLineThatIncludesWhatItCannot(String include, String expected)
      throws IOException {
    Path file = write("f.conf", "# include \"no.conf\"\n\n" + include + "\nweir.port = 1");

    assertThatThrownBy(() -> load(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + ":3 includes \"")
        .hasMessageContaining(expected.replace("FOLDER", folder.toString()))
        .hasMessageNotContaining("\n");
  }

  @Test
  void shouldNameAnIncludedFileThatItMayNotRead() throws IOException {
    Path secret = write("g.conf", "weir.port = 1");
    assumeFalse(!secret.toFile().setReadable(false) || Files.isReadable(secret), "root reads all");
    Path file = write("f.conf", "include \"g.conf\"");

    assertThatThrownBy(() -> load(file))
        .hasMessageContainingAll(file + ":1", secret + " can't be read: check its permissions");
  }

  @Test
  void shouldSeeACircleOfThree() throws IOException {
    Path file = write("f.conf", "include \"g.conf\"");
    write("g.conf", "include \"sub/h.conf\"");
    Path last = write("sub/h.conf", "\ninclude \"../f.conf\"");

    assertThatThrownBy(() -> load(file)).hasMessageContaining(last + ":2 includes \"../f.conf\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weir { port =       | :2 is not valid HOCON: Expecting a value",
        "weir { port = ${x} }| :2 is not valid HOCON: Could not resolve substitution",
        "weir { prot = 1 }   | :2: unknown setting weir.prot: did you mean port?",
        "weir { port = x }   | :2) is 'x': write a whole number"
      })
  void shouldNameTheIncludedFileOfAFault(String text, String expected) throws IOException {
    Path included = write("sub/g.conf", "\n" + text);
    Path file = write("f.conf", "include \"sub/g.conf\"");

    assertThatThrownBy(() -> load(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(included + expected);
  }

  private static EffectiveSettings load(Path file) throws SettingsException {
    return SettingsLoader.load(Map.of(), Map.of(), file);
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
