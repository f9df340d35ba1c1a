package weir.desktop.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class PanelMemoryTest {

  private static final Remembered LEFT =
      new Remembered(
          Optional.of(new Remembered.Window(-10, 20, 800, 600, true)),
          Optional.of("DARK"),
          Optional.of("HALF_MINUTE"),
          Optional.of("Live"),
          new Remembered.Servers(
              Optional.of("/tmp/a b=c.sock"),
              Optional.of("orders = all"),
              List.of("tcp:4001", "/tmp/ü"),
              Optional.of(false)));

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  @Test
  void shouldReadWhatItWroteAndKeepItToItsOwner() throws Exception {
    Path file = folder.resolve("config").resolve("weir").resolve("panel.properties");
    PanelMemory memory = new PanelMemory(file, notes::add);
    assertThat(memory.read()).isEqualTo(Remembered.NOTHING);
    memory.keep(LEFT);
    memory.write();

    assertThat(new PanelMemory(file, notes::add).read()).isEqualTo(LEFT);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwx------");
    assertThat(notes).isEmpty();
  }

  @Test
  void shouldPassOverWhatItDoesNotUnderstandAndSaySo() throws Exception {
    Path file = folder.resolve("panel.properties");
    for (String bad : List.of("1,2,3", "a,b,c,d", "1,2,0,4", "1,2,3,1e99", "NaN,1,2,3")) {
      notes.clear();
      Files.writeString(file, "window=" + bad + "\ntheme=DARK\n");
      Remembered read = new PanelMemory(file, notes::add).read();
      assertThat(read.window()).as(bad).isEmpty();
      assertThat(read.theme()).contains("DARK");
      assertThat(notes).singleElement().asString().contains(bad, file.toString());
    }
    notes.clear();
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 'x'});
    assertThat(new PanelMemory(file, notes::add).read()).isEqualTo(Remembered.NOTHING);
    Files.writeString(file, "theme=\\u12");
    assertThat(new PanelMemory(file, notes::add).read()).isEqualTo(Remembered.NOTHING);
    assertThat(notes).hasSize(2).allMatch(note -> note.contains("passed over"));
  }

  @Test
  void shouldSayThatItCantWriteAndGoOn() throws Exception {
    Path notAFolder = Files.createFile(folder.resolve("file"));
    PanelMemory memory = new PanelMemory(notAFolder.resolve("panel.properties"), notes::add);
    memory.keep(LEFT);
    memory.write();
    assertThat(notes).singleElement().asString().contains("can't remember how it was left");
  }

  @Test
  void shouldFollowTheConventionsOfTheSystem() {
    Path home = Path.of("/home/me");
    assertThat(PanelMemory.file(Map.of(), system("Linux")))
        .isEqualTo(home.resolve(".config/weir/panel.properties"));
    assertThat(PanelMemory.file(Map.of("XDG_CONFIG_HOME", "/x"), system("Linux")))
        .isEqualTo(Path.of("/x/weir/panel.properties"));
    assertThat(PanelMemory.file(Map.of("XDG_CONFIG_HOME", "x"), system("Linux")))
        .isEqualTo(home.resolve(".config/weir/panel.properties"));
    assertThat(PanelMemory.file(Map.of("APPDATA", "/a"), system("Windows 11")))
        .isEqualTo(Path.of("/a/weir/panel.properties"));
    assertThat(PanelMemory.file(Map.of(), system("Mac OS X")))
        .isEqualTo(home.resolve("Library/Application Support/weir/panel.properties"));
  }

  private static Properties system(String name) {
    Properties properties = new Properties();
    properties.setProperty("os.name", name);
    properties.setProperty("user.home", "/home/me");
    return properties;
  }
}
