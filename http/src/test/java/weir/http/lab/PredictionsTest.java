package weir.http.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class PredictionsTest {

  private static final Quantity USES = new Quantity("uses", "uses at once", Unit.COUNT);
  private static final Quantity LAST = new Quantity("last", "the last ends after", Unit.SECONDS);
  private static final Quantity LOSS = new Quantity("loss", "share lost", Unit.SHARE);
  private static final List<Quantity> ASKED = List.of(USES, LAST, LOSS);

  @Test
  void shouldReadThemByKeyOrInOrder() {
    for (String text :
        List.of("uses=1,last=2.5s,loss=25%", "1, 2500ms, 0.25", "1,2.5 s,loss=25 %")) {
      Predictions predictions = Predictions.parse(text, ASKED);
      assertThat(predictions.of(USES)).as(text).hasValue(1);
      assertThat(predictions.of(LAST)).as(text).hasValue(2.5);
      assertThat(predictions.of(LOSS)).as(text).hasValue(0.25);
    }
    assertThat(Predictions.parse(",5s", ASKED).of(USES)).isEmpty();
    assertThat(Predictions.parse("", ASKED).of(LAST)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "use=1        | 'use' is nothing to predict here: choose of uses, last, loss",
        "1,2s,3%,4    | 4 predictions are too many",
        "1,2          | the prediction of last can't be used: '2' has no unit",
        "many         | 'many' won't do: write a number, such as 3",
        "loss=150%    | is more than all",
        "uses=-1      | write a number",
        "uses=1 s     | write a number",
        "uses=1,uses=2| uses is predicted twice",
      })
  void shouldSayWhatIsWrongAndWhatToDo(String text, String sentence) {
    assertThatThrownBy(() -> Predictions.parse(text, ASKED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void shouldAskAgainUntilAnAnswerCanBeRead() throws Exception {
    StringWriter out = new StringWriter();
    BufferedReader in = new BufferedReader(new StringReader("2\nsoon\n5s\n\n"));

    Predictions predictions = Questions.ask(ASKED, in, new PrintWriter(out));

    assertThat(predictions.of(USES)).hasValue(2);
    assertThat(predictions.of(LAST)).hasValue(5);
    assertThat(predictions.of(LOSS)).isEmpty();
    assertThat(out.toString()).contains("uses at once (a number", "'soon' is no duration");
  }

  @Test
  void shouldLeaveTheRestUnpredictedWhereAnswersEnd() throws Exception {
    BufferedReader in = new BufferedReader(new StringReader("2\n"));

    Predictions predictions = Questions.ask(ASKED, in, new PrintWriter(new StringWriter()));

    assertThat(predictions.of(USES)).hasValue(2);
    assertThat(predictions.of(LAST)).isEmpty();
  }

  @Test
  void shouldCallNearWhatIsWithinAFifthOrTheTolerance() {
    Finding finding = new Finding(LAST, 10, 10, Tolerance.of(1, "a test"));
    Finding exact = new Finding(USES, 3, 3, Tolerance.EXACT);

    assertThat(Predictions.isNear(11.9, finding)).isTrue();
    assertThat(Predictions.isNear(12.1, finding)).isFalse();
    assertThat(Predictions.isNear(3, exact)).isTrue();
    assertThat(Predictions.isNear(4, exact)).isFalse();
    assertThat(Predictions.isNear(0.5, new Finding(LAST, 0, 0, Tolerance.of(1, "a test"))))
        .isTrue();
  }

  @Test
  void shouldNotAgreeWithWhatWasNotMeasured() {
    assertThat(new Finding(LAST, 1, Double.NaN, Tolerance.of(9, "a test")).agrees()).isFalse();
  }
}
