package weir.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CsvTest {

  @Test
  void shouldQuoteWhatNeedsItAndNothingElse() {
    Csv csv = new Csv(List.of("what", "metric"), "rounds");
    csv.add(List.of("plain", "a \"b\", c"), new Spread(1.5, 1, 2, 3));

    assertThat(csv.text())
        .isEqualTo(
            """
            what,metric,median,min,max,rounds
            plain,"a ""b"", c",1.5000,1.0000,2.0000,3
            """);
  }
}
