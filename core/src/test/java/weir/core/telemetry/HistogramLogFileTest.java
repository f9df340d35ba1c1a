package weir.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.fault.Faults;
import weir.core.fault.LoggedLines;
import weir.core.files.BlockFile;

/** The log's file on a disk that fails, and with others who have their hands on it. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HistogramLogFileTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long BASE_MILLIS = 1_700_000_000_000L;

  @TempDir private Path folder;

  private long nowNanos = 12 * SECOND;
  private final SteppingClock wallClock = new SteppingClock();
  private final Disk disk = new Disk();

  /** What NTP and people do to a wall clock. */
  private static final class SteppingClock extends Clock {

    private long millis = BASE_MILLIS;

    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  /** A disk with so much room, which also refuses to cut a file short if told to. */
  private static final class Disk implements BlockFile.Creator {

    private long room = Long.MAX_VALUE;
    private boolean refusesToCut;

    @Override
    public BlockFile.Storage create(Path file) throws IOException {
      BlockFile.Storage real = BlockFile.OnDisk.create(file);
      return new BlockFile.Storage() {
        @Override
        public void write(byte[] bytes, long position) throws IOException {
          int fitting = Math.clamp(room - position, 0, bytes.length);
          byte[] part = Arrays.copyOf(bytes, fitting);
          real.write(part, position);
          if (fitting < bytes.length) {
            throw new IOException("No space left on device");
          }
        }

        @Override
        public void truncate(long length) throws IOException {
          if (refusesToCut) {
            throw new IOException("Input/output error");
          }
          real.truncate(length);
        }

        @Override
        public void close() throws IOException {
          real.close();
        }
      };
    }
  }

  /** A line as HdrHistogram's own reader sees it. */
  private record Line(String tag, double startSeconds, double seconds, long count) {}

  private Path path() {
    return folder.resolve("run.hlog");
  }

  private HistogramLogFile open() {
    return HistogramLogFile.open(path(), "Test in microseconds", disk, wallClock, () -> nowNanos);
  }

  private void second(HistogramLogFile log, int values) {
    nowNanos += SECOND;
    Histogram histogram = new Histogram(3);
    for (int value = 1; value <= values; value++) {
      histogram.recordValue(value);
    }
    log.add(HistogramLogFile.UNTAGGED, histogram);
    log.add("hold", histogram);
    log.endInterval();
  }

  private static List<Line> lines(Path file) throws FileNotFoundException {
    List<Line> lines = new ArrayList<>();
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      while (reader.hasNext()) {
        AbstractHistogram line = (AbstractHistogram) reader.nextIntervalHistogram();
        lines.add(
            new Line(
                String.valueOf(line.getTag()),
                (line.getStartTimeStamp() - BASE_MILLIS) / 1e3,
                (line.getEndTimeStamp() - line.getStartTimeStamp()) / 1e3,
                line.getTotalCount()));
      }
    }
    return lines;
  }

  private long lengthAfterASecond() throws IOException {
    Path probe = folder.resolve("probe.hlog");
    try (HistogramLogFile log =
        HistogramLogFile.open(probe, "Test in microseconds", disk, wallClock, () -> nowNanos)) {
      second(log, 100);
      return Files.size(probe);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldNeverFuseLinesAndLoseNothingOnAFullDisk(boolean refusesToCut) throws IOException {
    long whole = lengthAfterASecond();
    // At each byte of a line the disk may end.
    for (long more = 0; more < 120; more += 7) {
      Files.deleteIfExists(path());
      disk.room = Long.MAX_VALUE;
      HistogramLogFile log = open();
      second(log, 100);
      disk.room = whole + more;
      disk.refusesToCut = refusesToCut;
      second(log, 200);
      second(log, 300);
      assertThat(log.isWhole()).isFalse();
      disk.refusesToCut = false;
      disk.room = Long.MAX_VALUE;
      second(log, 400);
      second(log, 500);
      log.close();

      assertThat(log.isWhole()).isTrue();
      assertThat(lines(path()))
          .containsExactly(
              new Line("null", 0, 1, 100),
              new Line("hold", 0, 1, 100),
              new Line("null", 1, 3, 900),
              new Line("hold", 1, 3, 900),
              new Line("null", 4, 1, 500),
              new Line("hold", 4, 1, 500));
      assertThat(Files.readString(path()))
          .containsOnlyOnce(
              "#[Stopped at 2.000 s (No space left on device), resumed at 4.000 s: the next line of"
                  + " each tag holds all the time from 1.000 s on, nothing of it is missing]");
    }
  }

  @Test
  void shouldLeaveWholeLinesAloneWhenTheDiskStaysFull() throws IOException {
    HistogramLogFile log = open();
    second(log, 100);
    disk.room = Files.size(path()) + 10;
    second(log, 200);
    log.close();

    assertThat(log.isWhole()).isFalse();
    assertThat(lines(path())).hasSize(2);
    assertThat(Files.readString(path())).endsWith("\n");
  }

  @Test
  void shouldNotLeaveAFileBehindThatCouldNotEvenBeStarted() {
    disk.room = 20;
    assertThatIllegalArgumentException()
        .isThrownBy(this::open)
        .withMessageContaining("No space left on device")
        .withMessageContaining("make room");
    assertThat(path()).doesNotExist();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no owners, and open files stay")
  void shouldBeReadByItsOwnerAlone() throws IOException {
    try (HistogramLogFile log = open()) {
      second(log, 1);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
          .isEqualTo("rw-------");
    }
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no owners, and open files stay")
  void shouldGoOnInANewFileWhenItsOwnIsMovedOrDeleted() throws IOException {
    HistogramLogFile log = open();
    second(log, 100);
    Path moved = Files.move(path(), folder.resolve("run.1.hlog"));
    second(log, 200);
    log.close();

    assertThat(lines(moved)).extracting(Line::count).containsExactly(100L, 100L);
    assertThat(lines(path()))
        .containsExactly(new Line("null", 1, 1, 200), new Line("hold", 1, 1, 200));
    assertThat(Files.readString(path()))
        .contains("#[Missing: what was logged before 1.000 s, in a file that was deleted or moved]")
        .contains("#[BaseTime: 1700000000.000 ");
    assertThat(Files.getPosixFilePermissions(path()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(log.isWhole()).isFalse();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no owners, and open files stay")
  void shouldNeverTouchAFileOfSomebodyElse() throws IOException {
    HistogramLogFile log = open();
    second(log, 100);
    Path aside = Files.move(path(), folder.resolve("aside.hlog"));
    Files.writeString(path(), "mine");
    second(log, 200);
    assertThat(Files.readString(path())).isEqualTo("mine");
    assertThat(log.isWhole()).isFalse();

    Files.delete(path());
    second(log, 300);
    log.close();

    assertThat(lines(aside)).hasSize(2);
    assertThat(lines(path()))
        .containsExactly(new Line("null", 1, 2, 500), new Line("hold", 1, 2, 500));
    assertThat(Files.readString(path())).contains("(another file has taken its place)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cut", "+"})
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no owners, and open files stay")
  void shouldNotWriteOnInAFileThatSomebodyHasChanged(String change) throws IOException {
    HistogramLogFile log = open();
    second(log, 100);
    String before = Files.readString(path());
    String changed =
        change.equals("cut") ? before.substring(0, before.length() - 9) : before + change;
    Files.writeString(path(), change.isEmpty() ? "" : changed);
    String left = Files.readString(path());
    second(log, 200);
    assertThat(Files.readString(path())).isEqualTo(left);

    Files.move(path(), folder.resolve("changed.hlog"));
    second(log, 300);
    log.close();
    assertThat(lines(path()))
        .containsExactly(new Line("null", 1, 2, 500), new Line("hold", 1, 2, 500));
  }

  @Test
  void shouldKeepItsOrderWhenTheWallClockStepsBack() throws IOException {
    HistogramLogFile log = open();
    second(log, 1);
    wallClock.millis -= 3_600_000;
    second(log, 2);
    wallClock.millis += 7_200_000;
    second(log, 3);
    log.close();

    assertThat(lines(path()).stream().filter(line -> line.tag().equals("hold")))
        .containsExactly(
            new Line("hold", 0, 1, 1), new Line("hold", 1, 1, 2), new Line("hold", 2, 1, 3));
  }

  @Test
  void shouldBeWrittenToTheEndByAThreadThatWasInterrupted() throws IOException {
    HistogramLogFile log = open();
    Thread.currentThread().interrupt();
    try {
      second(log, 100);
      log.close();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(lines(path())).hasSize(2);
    assertThat(log.isWhole()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldCloseItsFileWhateverItsLastLineThrows(Faults faults) {
    AtomicInteger closings = new AtomicInteger();
    AtomicBoolean hostile = new AtomicBoolean();
    BlockFile.Creator creator =
        file -> {
          BlockFile.Storage real = BlockFile.OnDisk.create(file);
          return new BlockFile.Storage() {
            @Override
            public void write(byte[] bytes, long position) throws IOException {
              if (hostile.get()) {
                faults.strike();
              }
              real.write(bytes, position);
            }

            @Override
            public void truncate(long length) throws IOException {
              real.truncate(length);
            }

            @Override
            public void close() throws IOException {
              closings.incrementAndGet();
              real.close();
            }
          };
        };
    HistogramLogFile log =
        HistogramLogFile.open(path(), "Test in microseconds", creator, wallClock, () -> nowNanos);
    hostile.set(true);
    assertThatThrownBy(log::close).hasMessage(Faults.ON_PURPOSE);
    assertThat(closings).hasValue(1);
    log.close();
    assertThat(closings).hasValue(1);
  }

  static Stream<Faults> faults() {
    return Faults.always();
  }

  /** What was written once is not written again because nobody could be told so. */
  @ParameterizedTest
  @MethodSource("faults")
  void shouldWriteEveryCountOnceIfTheLoggerThrows(Faults faults) throws IOException {
    HistogramLogFile log = open();
    second(log, 1);
    disk.room = Files.size(path()) + 10;
    try (LoggedLines lines = LoggedLines.thatThrow(faults)) {
      assertThatThrownBy(() -> second(log, 2)).hasMessage(Faults.ON_PURPOSE);
      disk.room = Long.MAX_VALUE;
      assertThatThrownBy(() -> second(log, 4)).hasMessage(Faults.ON_PURPOSE);
      assertThat(lines.with("run.hlog")).hasSize(2);
    }
    second(log, 8);
    log.close();
    assertThat(lines(path()).stream().filter(line -> line.tag().equals("hold")))
        .extracting(Line::count)
        .containsExactly(1L, 6L, 8L);
    assertThat(Files.readString(path())).contains("[Stopped at 2.000 s");
  }
}
