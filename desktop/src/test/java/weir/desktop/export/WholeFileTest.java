package weir.desktop.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class WholeFileTest {

  private static final WholeFile.Content TEXT =
      out -> out.write("new".getBytes(StandardCharsets.UTF_8));

  /** As on a disk that fills up. */
  private static final WholeFile.Content TOO_LARGE =
      out -> {
        out.write(1);
        throw new IOException("No space left on device");
      };

  @TempDir private Path folder;

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no owners")
  void shouldWriteAFileForItsOwnerAloneAlsoOverAnother() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "old and longer");

    assertThat(WholeFile.write(file, TEXT)).isEqualTo(3);

    assertThat(file).hasContent("new");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertNothingElse(1);
  }

  @Test
  void shouldLeaveWhatWasThereWhenTheDiskIsFull() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "old");

    assertThatIOException()
        .isThrownBy(() -> WholeFile.write(file, TOO_LARGE))
        .withMessageContaining("a.csv can't be written (No space left on device): make room");
    assertThatIOException()
        .isThrownBy(() -> WholeFile.write(folder.resolve("b.csv"), TOO_LARGE))
        .withMessageContaining("b.csv can't be written");

    assertThat(file).hasContent("old");
    assertNothingElse(1);
  }

  @Test
  void shouldSayWhatIsWrongWithThePlace() throws IOException {
    assertThatIOException()
        .isThrownBy(() -> WholeFile.write(folder.resolve("none/a.csv"), TEXT))
        .withMessageContaining("does not exist: make it, or name another");
    Path inside = Files.createDirectory(folder.resolve("in"));
    assertThatIOException()
        .isThrownBy(() -> WholeFile.write(inside, TEXT))
        .withMessageContaining("something else than a file");
    assertNothingElse(1);
  }

  private void assertNothingElse(int files) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).hasSize(files);
    }
  }
}
