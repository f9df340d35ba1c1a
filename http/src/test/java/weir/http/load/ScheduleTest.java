package weir.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.settings.FileChoice;
import weir.http.files.Cases;

@Timeout(60)
class ScheduleTest {

  private static final long SECOND = 1_000_000_000L;

  @TempDir private Path folder;

  private static List<Long> times(Schedule schedule) {
    List<Long> times = new ArrayList<>();
    for (long next = schedule.nextNanos(); next != Schedule.END; next = schedule.nextNanos()) {
      times.add(next);
    }
    return times;
  }

  @Test
  void shouldSpaceAConstantLoadEvenly() {
    assertThat(times(Schedule.constant(4).upTo(100, SECOND)))
        .containsExactly(0L, SECOND / 4, SECOND / 2, 3 * SECOND / 4);
    assertThat(times(Schedule.constant(4).upTo(2, SECOND))).containsExactly(0L, SECOND / 4);
    // Rounding does not add up.
    List<Long> thirds = times(Schedule.constant(3).upTo(3_000_001, 2_000_000 * SECOND));
    assertThat(thirds.get(3_000_000)).isEqualTo(1_000_000 * SECOND);
  }

  @Test
  void shouldMakePoissonArrivals() {
    List<Long> times = times(Schedule.poisson(1_000, 7).upTo(200_000, Long.MAX_VALUE));
    assertThat(times).isSorted();
    double meanGap = times.get(times.size() - 1) / (double) times.size();
    assertThat(meanGap).isCloseTo(1e6, withinPercentage(1));
    double squares = 0;
    for (int index = 1; index < times.size(); index++) {
      double gap = times.get(index) - times.get(index - 1);
      squares += gap * gap;
    }
    // Exponential gaps: the mean square is twice the squared mean.
    assertThat(squares / times.size()).isCloseTo(2e12, withinPercentage(3));
    assertThat(times(Schedule.poisson(1_000, 7).upTo(200_000, Long.MAX_VALUE))).isEqualTo(times);
    assertThat(times(Schedule.poisson(1_000, 8).upTo(10, Long.MAX_VALUE)))
        .isNotEqualTo(times.subList(0, 10));
  }

  @Test
  void shouldMakeBursts() {
    assertThat(times(Schedule.burst(3))).containsExactly(0L, 0L, 0L);
    assertThat(times(Schedule.bursts(2, 10).upTo(5, Long.MAX_VALUE)))
        .containsExactly(0L, 0L, 10L, 10L, 20L);
  }

  @Test
  void shouldStepFromRateToRate() {
    List<Long> times = times(Schedule.steps(List.of(1_000.0, 0.0, 3_000.0), 10 * SECOND, 3));
    long first = times.stream().filter(time -> time < 10 * SECOND).count();
    long second = times.stream().filter(time -> time >= 10 * SECOND && time < 20 * SECOND).count();
    // 10,000 and 30,000 expected, with standard errors of 100 and 173.
    assertThat(first).isBetween(9_500L, 10_500L);
    assertThat(second).isZero();
    assertThat(times.size() - first).isBetween(29_000L, 31_000L);
    assertThat(times).isSorted().last().matches(time -> time < 30 * SECOND);
  }

  private static Trace trace(Path file, String options) {
    return TraceFile.read(FileChoice.parse(file + options, TraceFile.OPTIONS), 1);
  }

  private Trace trace(String content, String options) throws IOException {
    return trace(Files.writeString(folder.resolve("trace.csv"), content), options);
  }

  @Test
  void shouldReplayATrace() throws Exception {
    assertThat(times(trace("time\n0\n# quiet\n0.25\n1s\n", "").schedule()))
        .containsExactly(0L, SECOND / 4, SECOND);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trace-numpy-savetxt.txt | 300 | 2736 | after 2.736 s",
        "trace-5e05.txt | 4 | 20 | after 20.000 ms",
        "trace-bom.csv | 3 | 200 | s (from the heading)",
        "trace-epoch.txt | 300 | 2734 | since 1970: counted from the first",
        "trace-epoch-ms.txt | 300 | 2734 | ms (by their size), since 1970: counted from the first"
      })
  void shouldReadTheTracesThatPeopleHave(String name, int count, long lastMillis, String said)
      throws Exception {
    Trace trace = trace(Cases.file(name), "");
    List<Long> times = times(trace.schedule());
    assertThat(times).hasSize(count).isSorted();
    assertThat(times.getLast() / 1_000_000).isBetween(lastMillis - 1, lastMillis);
    assertThat(trace.requests()).isEqualTo(count);
    assertThat(trace.text()).contains(said);
  }

  @Test
  void shouldSpreadCountsOverTheirIntervals() throws Exception {
    String content = "second,requests\n1795600800,2\n1795600801,0\n1795600803,4\n";
    Trace even = trace(content, "");
    assertThat(even.text())
        .contains("6 requests over 4.000 s", "1.5/s", "at most 4 in 1.000 s", "spaced evenly");
    assertThat(times(even.schedule()))
        .containsExactly(
            0L,
            SECOND / 2,
            3 * SECOND,
            3 * SECOND + SECOND / 4,
            3 * SECOND + SECOND / 2,
            3 * SECOND + 3 * SECOND / 4);
    assertThat(even.schedule().endNanos()).isEqualTo(4 * SECOND);

    Trace random = trace(content, ",spread=poisson");
    assertThat(random.text()).contains("at random");
    List<Long> times = times(random.schedule());
    assertThat(times).hasSize(6).isSorted();
    assertThat(times.subList(0, 2)).allMatch(time -> time < SECOND);
    assertThat(times.subList(2, 6)).allMatch(time -> time >= 3 * SECOND && time < 4 * SECOND);
  }

  /** Of requests at random in an interval, each place is as likely. */
  @Test
  void shouldPutRequestsAtRandomEvenlyOverTheirInterval() {
    List<Long> times =
        times(Schedule.counted(new long[] {0}, new long[] {100_000}, SECOND, true, 5));
    assertThat(times).hasSize(100_000).isSorted();
    long early = times.stream().filter(time -> time < SECOND / 4).count();
    // 25,000 expected, with a standard error of 137.
    assertThat(early).isBetween(24_300L, 25_700L);
  }

  @Test
  void shouldSayHowLongALoadIsMeantToTake() {
    Schedule three = Schedule.constant(1).upTo(Long.MAX_VALUE, 3 * SECOND);
    assertThat(times(three)).hasSize(3);
    assertThat(three.endNanos()).isEqualTo(3 * SECOND);
    Schedule byCount = Schedule.constant(4).upTo(2, Long.MAX_VALUE);
    assertThat(times(byCount)).hasSize(2);
    assertThat(byCount.endNanos()).isEqualTo(SECOND / 2);
    Schedule burst = Schedule.burst(3).upTo(Long.MAX_VALUE, 10 * SECOND);
    assertThat(times(burst)).hasSize(3);
    assertThat(burst.endNanos()).isZero();
    Schedule steps = Schedule.steps(List.of(5.0, 0.0), SECOND, 1).upTo(100, 10 * SECOND);
    times(steps);
    assertThat(steps.endNanos()).isEqualTo(2 * SECOND);
    Schedule faster = Schedule.replay(new long[] {0, SECOND}).atSpeed(2);
    assertThat(times(faster)).hasSize(2);
    assertThat(faster.endNanos()).isEqualTo(SECOND / 2);
  }

  @Test
  void shouldReplayATraceFasterOrSlower() {
    long[] trace = {0, SECOND, SECOND, 3 * SECOND};
    assertThat(times(Schedule.replay(trace).atSpeed(2)))
        .containsExactly(0L, SECOND / 2, SECOND / 2, 3 * SECOND / 2);
    assertThat(times(Schedule.replay(trace).atSpeed(0.5)))
        .containsExactly(0L, 2 * SECOND, 2 * SECOND, 6 * SECOND);
    for (double speed : new double[] {0, -1, Double.NaN, 1_001, Double.POSITIVE_INFINITY}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Schedule.replay(trace).atSpeed(speed))
          .withMessageContaining("0.001 to 1000");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | '' | holds no arrival time",
        "'time' | '' | holds no arrival time",
        "'0.5\nlater' | '' | line 2 of",
        "'2\n1' | '' | line 2 of",
        "'-1' | '' | line 1 of",
        "'0\nNaN' | '' | line 2 of",
        "'0,1\n0,2' | '' | which holds the times",
        "'second,x\n0,1\n1,2' | '' | which holds the times",
        "'time,url\n0,a' | ,column=when | no column when",
        "'second,requests\n0,1\n1,2.5' | '' | line 3 of",
        "'second,requests\n0,1\n0,2' | '' | add their counts up",
        "'second,requests\n0,1\n1,2\n2.5,1' | '' | differ in length",
        "'second,requests\n0,1\n1,2' | ,spread=odd | spread=even or spread=poisson",
        "'0\n1' | ,spread=even | leave out spread=",
        "'0\n1' | ,unit=days | is no unit",
        "'minute,rps\n0,1\n1,2' | '' | only counts can be replayed",
        "'0\n99999999' | '' | more than a year after the start",
        "'seconds\n1795600800252' | '' | is the unit right?",
        "'second,requests\n0,9223372036854775807' | '' | 10,000,000 at most",
        "'second,requests\n0,9223372036854775808' | '' | line 2 of",
        "'second,requests\n0,10000001' | '' | 10,000,000 at most",
        "'time,requests\n0,1\n1,2' | ',column=time,counts=time' | can't count the requests as well"
      })
  void shouldNameTheLineOfABrokenTrace(String content, String options, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trace(content, options))
        .withMessageContaining(fault);
  }

  @Test
  void shouldReplayNoFasterThanALoadCanBe() throws IOException {
    assertThat(times(trace("second,requests\n0,20000", "").atSpeed(500))).hasSize(20_000);
    Trace fast = trace("second,requests\n0,20000", "");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fast.atSpeed(501))
        .withMessageContaining("choose a lower speed");
    assertThat(fast.atSpeed(1)).isSameAs(fast.schedule());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void shouldRefuseARateThatIsNone(double rate) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Schedule.constant(rate))
        .withMessageContaining("a rate must be above 0");
    assertThatIllegalArgumentException().isThrownBy(() -> Schedule.poisson(rate, 1));
  }
}
