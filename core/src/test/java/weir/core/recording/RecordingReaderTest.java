package weir.core.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The file's layout, and what becomes of files that are cut, damaged or something else. */
@Timeout(60)
class RecordingReaderTest {

  private static final RecordingHeader HEADER =
      new RecordingHeader(5, 1_700_000_000_000L, 77, "Weir of a test");
  private static final int BLOCKS = 4;
  private static final int FRAMES = 3;

  @TempDir private Path folder;

  private Path path() {
    return folder.resolve("run.weir");
  }

  private static String text(int block, int frame) {
    return "block " + block + " frame " + frame + " ".repeat(frame * 40);
  }

  private static byte[] whole() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HEADER.encode());
    for (int block = 0; block < BLOCKS; block++) {
      BlockBuilder builder = new BlockBuilder();
      for (int frame = 0; frame < FRAMES; frame++) {
        builder.add(
            block * 1_000L + frame,
            ByteBuffer.wrap(text(block, frame).getBytes(StandardCharsets.UTF_8)));
      }
      bytes.writeBytes(builder.encode());
    }
    return bytes.toByteArray();
  }

  /** What a reader makes of a file: its frames, and whether it says that something is missing. */
  private record Result(List<String> frames, boolean complaint) {}

  private static List<String> all() {
    List<String> frames = new ArrayList<>();
    for (int block = 0; block < BLOCKS; block++) {
      for (int frame = 0; frame < FRAMES; frame++) {
        frames.add((block * 1_000L + frame) + ": " + text(block, frame));
      }
    }
    return frames;
  }

  private Result read(byte[] bytes) throws IOException {
    Files.write(path(), bytes);
    List<String> frames = new ArrayList<>();
    boolean complaint = false;
    try (RecordingReader reader = RecordingReader.open(path())) {
      assertThat(reader.header()).isEqualTo(HEADER);
      complaint = reader.fault().isPresent();
      for (RecordedBlock block : reader.blocks()) {
        try {
          for (RecordedFrame frame : reader.frames(block)) {
            frames.add(frame.nanos() + ": " + StandardCharsets.UTF_8.decode(frame.frame()));
          }
        } catch (RecordingException e) {
          complaint = true;
        }
      }
    } catch (RecordingException e) {
      assertThat(e.getMessage()).startsWith(path().toString()).hasSizeGreaterThan(40);
      complaint = true;
    }
    return new Result(frames, complaint);
  }

  /** In order, with gaps. */
  private static boolean isPartOf(List<String> all, List<String> some) {
    int found = 0;
    for (String frame : all) {
      found += found < some.size() && some.get(found).equals(frame) ? 1 : 0;
    }
    return found == some.size();
  }

  @Test
  void shouldReadWhatWasWritten() throws IOException {
    assertThat(read(whole())).isEqualTo(new Result(all(), false));
  }

  @Test
  void shouldGiveTheWholeBlocksOfAFileCutAtAnyByte() throws IOException {
    byte[] whole = whole();
    List<String> all = all();
    int headerBytes = HEADER.encode().length;
    for (int length = 0; length < whole.length; length++) {
      Result result = read(Arrays.copyOf(whole, length));

      assertThat(result.frames())
          .as("cut at %d", length)
          .isEqualTo(all.subList(0, result.frames().size()));
      assertThat(result.frames().size() % FRAMES).isZero();
      boolean betweenBlocks = result.frames().size() > 0 || length == headerBytes;
      assertThat(result.complaint() || betweenBlocks).as("cut at %d", length).isTrue();
    }
    // Whole blocks and nothing else are no fault: that is what a killed writer mostly leaves.
    assertThat(read(Arrays.copyOf(whole, headerBytes))).isEqualTo(new Result(List.of(), false));
  }

  @Test
  void shouldNeverTakeAFlippedBitForAFigure() throws IOException {
    byte[] whole = whole();
    List<String> all = all();
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);

      Result result = read(damaged);

      assertThat(result.complaint()).as("bit %d", bit).isTrue();
      assertThat(isPartOf(all, result.frames())).as("bit %d", bit).isTrue();
      assertThat(result.frames().size() % FRAMES).isZero();
    }
  }

  @Test
  void shouldTakeAnythingForAFile() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = whole();
      for (int change = random.nextInt(20); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      assertThat(isPartOf(all(), read(bytes).frames())).isTrue();
    }
  }

  @Test
  void shouldPassOverADamagedBlock() throws IOException {
    byte[] bytes = whole();
    Files.write(path(), bytes);
    long second;
    try (RecordingReader reader = RecordingReader.open(path())) {
      second = reader.blocks().get(1).position();
    }
    bytes[(int) second + RecordedBlock.FIELD_BYTES + 5] ^= 1;

    Result result = read(bytes);

    assertThat(result.complaint()).isTrue();
    assertThat(result.frames()).hasSize((BLOCKS - 1) * FRAMES).doesNotContain(all().get(FRAMES));
  }

  @Test
  void shouldFindTheBlockOfAMoment() throws IOException {
    Files.write(path(), whole());
    try (RecordingReader reader = RecordingReader.open(path())) {
      assertThat(reader.indexAt(-1)).isZero();
      assertThat(reader.indexAt(0)).isZero();
      assertThat(reader.indexAt(999)).isZero();
      assertThat(reader.indexAt(1_000)).isEqualTo(1);
      assertThat(reader.indexAt(2_500)).isEqualTo(2);
      assertThat(reader.indexAt(Long.MAX_VALUE)).isEqualTo(BLOCKS - 1);
    }
  }

  @Test
  void shouldSayWhatIsWrongWithWhatIsNoRecording() throws IOException {
    assertRefused(folder, "is a folder", "name the file");
    assertRefused(folder.resolve("none"), "there is no file", "--record");
    assertRefused(Files.createFile(folder.resolve("empty")), "is empty", "nothing was recorded");
    assertRefused(Files.writeString(folder.resolve("text"), "hello, world"), "is no recording");
    assertRefused(Files.writeString(folder.resolve("short"), "WEIR"), "is no recording");
  }

  @Test
  void shouldReadNoNewerVersion() throws IOException {
    byte[] header = HEADER.encode();
    ByteBuffer newer = ByteBuffer.wrap(header);
    newer.putInt(Long.BYTES, RecordingHeader.FORMAT_VERSION + 1);
    int checked = header.length - RecordingHeader.CHECKSUM_BYTES;
    newer.putInt(checked, RecordingHeader.checksum(header, checked));

    assertRefused(Files.write(path(), header), "version 2", "this build reads 1", "as new as");
  }

  /** Checksums keep no attacker out. */
  @Test
  void shouldNotUnpackMoreThanABlockSays() throws IOException {
    BlockBuilder builder = new BlockBuilder();
    builder.add(0, ByteBuffer.allocate(RecordedBlock.MAX_RAW_BYTES));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HEADER.encode());
    bytes.writeBytes(builder.encode());

    assertThat(read(bytes.toByteArray())).isEqualTo(new Result(List.of(), true));
  }

  private static void assertRefused(Path file, String... words) {
    assertThatExceptionOfType(RecordingException.class)
        .isThrownBy(() -> RecordingReader.open(file).close())
        .withMessageContaining(file.toString())
        .satisfies(fault -> assertThat(fault.getMessage()).contains(words));
    assertThatThrownBy(() -> RecordingReader.open(file).close()).hasMessageNotContaining("\n");
  }
}
