package weir.http.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.http.check.Verdict.Outcome;
import weir.http.stats.StatsJson;

@Timeout(30)
class MeasuredSpanTest {

  private static final CompressedHistogram NONE = CompressedHistogram.EMPTY;

  private final MeasuredSpan span = new MeasuredSpan();

  /** At a second, with as many events ended and rejected, and those of the interval. */
  private static Snapshot at(int second, long resets, long ended, long backlog, long... micros) {
    Histogram histogram = new Histogram(3);
    Arrays.stream(micros).forEach(histogram::recordValue);
    return new Snapshot(
        "orders",
        second,
        0,
        TimeUnit.SECONDS.toNanos(second),
        resets,
        new Ledger(ended + backlog, ended, OptionalLong.empty(), OptionalLong.of(2), backlog, 0),
        Optional.of(
            new WorkerCount(
                2,
                2,
                Optional.of(
                    new WorkTime(
                        TimeUnit.MILLISECONDS.toNanos(1_500L * second),
                        TimeUnit.SECONDS.toNanos(2L * second))))),
        Optional.empty(),
        OptionalLong.empty(),
        Latencies.generate(Optional::<LatencySummary>empty),
        Optional.empty(),
        Optional.empty(),
        new Interval(
            TimeUnit.SECONDS.toNanos(1),
            new Latencies<>(NONE, NONE, NONE, NONE, CompressedHistogram.of(histogram)),
            NONE));
  }

  private Verdict judge(String condition) {
    return Condition.parse(condition).judge(span);
  }

  private void assertOk(String... conditions) {
    for (String condition : conditions) {
      Verdict verdict = judge(condition);
      assertThat(verdict.outcome())
          .as("%s: %s", condition, verdict.measured())
          .isEqualTo(Outcome.OK);
    }
  }

  /** 900 fast ones in one interval, 100 slow in another: no mean of two percentiles has this. */
  @Test
  void shouldMergeIntervalsAndLeaveOutTheFirst() {
    long[] fast = new long[980];
    Arrays.fill(fast, 1_000);
    long[] slow = new long[20];
    Arrays.fill(slow, 90_000);
    span.add(at(1, 0, 100, 0, 3_000_000));
    span.add(at(2, 0, 1_080, 0, fast));
    span.add(at(3, 0, 1_100, 0, slow));

    assertOk(
        "p50(response) < 1.01ms",
        "p90(response) < 1.01ms",
        "p99(response) >= 90ms",
        "max(response) < 90.1ms",
        "mean(response) > 2.7ms",
        "mean(response) < 2.8ms",
        "completed == 1000",
        "ended == 1000",
        "throughput == 500",
        "rate(accepted) == 500/s",
        "rejected == 0",
        "utilisation == 75%");
  }

  @Test
  void shouldWeighAGaugeByHowLongItStood() {
    span.add(at(0, 0, 0, 10));
    span.add(at(1, 0, 0, 100));
    span.add(at(11, 0, 0, 0));

    assertOk("max(backlog) == 100", "min(backlog) == 0", "last(backlog) == 0");
    assertThat(judge("mean(backlog) == 0").reading())
        .isInstanceOfSatisfying(
            Reading.Known.class,
            known -> assertThat(known.value()).isEqualTo((10 * 1 + 100 * 10) / 11.0));
  }

  @Test
  void shouldNotBeOkWhereNobodyCanTell() {
    span.add(at(1, 0, 0, 0));
    assertThat(judge("rejected == 0").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(judge("throughput >= 0").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(judge("utilisation >= 0").outcome()).isEqualTo(Outcome.CANNOT_TELL);

    span.add(at(2, 0, 999, 0, new long[999]));

    assertThat(judge("p99(response) < 1h").measured()).contains("999", "1,000");
    assertThat(judge("p99(response) < 1h").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertOk("p98(response) < 1h");
    assertThat(judge("max(wait) < 1h").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertThat(judge("failed == 0").measured()).contains("does not count");
    assertThat(judge("max(oldest) < 1h").measured()).contains("does not have");
    assertThat(judge("max(resource-in-use) == 0").outcome()).isEqualTo(Outcome.CANNOT_TELL);
  }

  @Test
  void shouldNotCountOverAReset() {
    span.add(at(1, 0, 100, 0));
    span.add(at(2, 1, 0, 0, new long[1_000]));
    span.add(at(3, 1, 1_000, 0));

    assertThat(judge("ended > 0").measured()).contains("reset");
    assertThat(judge("throughput > 0").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertOk("p99(response) < 1ms");
  }

  @Test
  void shouldNotTellOfSingleEventsAndMomentsWhereSomeAreMissing() {
    span.add(at(1, 0, 100, 0));
    span.add(at(2, 0, 1_100, 0, new long[1_000]));
    span.missing("a block is damaged");

    for (String condition :
        List.of("p99(response) < 1ms", "mean(response) < 1ms", "max(response) < 1ms")) {
      assertThat(judge(condition).measured()).contains("a block is damaged");
    }
    assertThat(judge("max(backlog) == 0").outcome()).isEqualTo(Outcome.CANNOT_TELL);
    assertOk("ended == 1000", "rejected == 0", "throughput == 1000", "utilisation >= 0");
  }

  @Test
  void shouldTellNothingOfNothing() {
    for (String condition :
        List.of("rejected >= 0", "p50(wait) >= 0s", "max(backlog) >= 0", "utilisation >= 0")) {
      assertThat(judge(condition).outcome()).isEqualTo(Outcome.CANNOT_TELL);
    }
  }

  @Test
  void shouldReportEachConditionInEachForm() throws Exception {
    span.add(at(1, 0, 0, 5));
    span.add(at(3, 0, 8, 0));
    List<Verdict> verdicts =
        List.of(judge("ended == 8"), judge("max(backlog) < 5"), judge("p99(response)<1s"));
    CheckReport report =
        new CheckReport("a<b\u0001>", span.nanos(), verdicts, Optional.of("a & b"));

    assertThat(report.text().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ok ").contains("ended == 8", "measured 8"),
            line -> assertThat(line).startsWith("failed ").contains("measured 5"),
            line -> assertThat(line).startsWith("cannot tell ").contains("too few"),
            line -> assertThat(line).contains("2.0 s: 1 ok, 1 failed, 1 cannot be told"));

    JsonNode json = JsonMapper.builder().build().readTree(StatsJson.indented(report.members()));
    assertThat(json.at("/fault").asText()).isEqualTo("a & b");
    assertThat(json.at("/conditions/0/measured").asDouble()).isEqualTo(8);
    assertThat(json.at("/conditions/1/outcome").asText()).isEqualTo("failed");
    assertThat(json.at("/conditions/2").has("measured")).isFalse();
    assertThat(json.at("/conditions/2/unit").asText()).isEqualTo("nanoseconds");

    Element suite = xml(report.junitXml()).getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getElementsByTagName("system-err").item(0).getTextContent())
        .isEqualTo("a & b");
    assertThat(suite.getAttribute("tests")).isEqualTo("3");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("errors")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("message")).contains("measured 5");
    assertThat(((Element) failure.getParentNode()).getAttribute("name"))
        .isEqualTo("max(backlog) < 5");
    assertThat(((Element) failure.getParentNode()).getAttribute("classname"))
        .isEqualTo("weir.a<b?>");
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
