package weir.http.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ConditionTest {

  @ParameterizedTest
  @CsvSource({
    "p99(response) < 50ms, BELOW, 50e6",
    "'  p99.9 ( resource-wait )<=0.5 s ', AT_MOST, 5e8",
    "mean(hiccup)>20us, ABOVE, 20000",
    "rejected == 0, EQUAL, 0",
    "failed != 3, UNEQUAL, 3",
    "throughput >= 1000, AT_LEAST, 1000",
    "rate(accepted) >= 0.5/s, AT_LEAST, 0.5",
    "utilisation <= 80%, AT_MOST, 0.8",
    "utilisation <= 0.8, AT_MOST, 0.8",
    "max(oldest) < 2s, BELOW, 2e9",
    "last(in-flight) < 7, BELOW, 7",
    "min(workers) == 2, EQUAL, 2"
  })
  void shouldReadWhatIsWrittenWithSpacesOrWithout(String text, Operator operator, double limit) {
    Condition condition = Condition.parse(text);

    assertThat(condition.operator()).isEqualTo(operator);
    assertThat(condition.limit()).isEqualTo(limit);
    assertThat(condition.text()).isEqualTo(text.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p99(respnse) < 50ms | at letter 5, 'respnse' | did you mean response?",
        "rejcted == 0        | at letter 1, 'rejcted' | did you mean rejected?",
        "medan(wait) < 1s    | at letter 1, 'medan'   | did you mean mean?",
        "p99(wait) = 5ms     | at letter 11           | write ==",
        "p99(wait) 5ms       | at letter 11           | one of <= >= == != < >",
        "p99(wait) < 50      | at letter 13, '50'     | write 50 ms or 50 s",
        "p99(wait < 3ms      | at letter 10           | write p99(wait)",
        "p99() < 3ms         | at letter 5            | such as response in p99(response)",
        "p100(wait) < 1s     | at letter 1, 'p100'    | below 100",
        "p0(wait) < 1s       | at letter 1, 'p0'      | above 0",
        "backlog < 3         | at letter 1            | max(backlog)",
        "response < 5ms      | at letter 1            | p99(response)",
        "p99(backlog) < 3    | at letter 5            | max(backlog), mean(backlog)",
        "last(wait) < 3s     | at letter 6            | p99(wait)",
        "max(rejected) < 3   | at letter 5            | write rejected, or rate(rejected)",
        "rate(wait) > 3      | at letter 6            | there is no rate of wait",
        "max(throughput) > 1 | at letter 5            | write throughput",
        "rate(acceptd) > 3   | at letter 6            | did you mean accepted?",
        "utilisation < 80    | at letter 15, '80'     | such as 80% or 0.8",
        "rejected < -1       | at letter 12, '-1'     | a number, such as 0",
        "rejected < 5ms      | at letter 12, '5ms'    | a number, such as 0",
        "rejected            | at its end             | one of <= >= == != < >",
        "rejected ==         | at its end             | the limit is missing",
        "3 < rejected        | at letter 1            | a figure, an operator and a limit"
      })
  void shouldNameThePlaceTheFaultAndWhatWouldBeRight(String text, String place, String remedy) {
    assertThatThrownBy(() -> Condition.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("'" + text + "'", place, remedy)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   "})
  void shouldRefuseNothing(String text) {
    assertThatThrownBy(() -> Condition.parse(text)).hasMessageContaining("a figure is missing");
  }

  @Test
  void shouldHoldAsItsOperatorSays() {
    assertThat(holding(1, 2)).containsExactlyInAnyOrder("<", "<=", "!=");
    assertThat(holding(2, 2)).containsExactlyInAnyOrder("<=", ">=", "==");
    assertThat(holding(3, 2)).containsExactlyInAnyOrder(">", ">=", "!=");
  }

  private static List<String> holding(double measured, double limit) {
    return Arrays.stream(Operator.values())
        .filter(operator -> operator.holds(measured, limit))
        .map(Operator::symbol)
        .toList();
  }
}
