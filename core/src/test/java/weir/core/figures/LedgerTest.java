package weir.core.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LedgerTest {

  private static Ledger unknown(long accepted, long ended, long backlog, long inFlight) {
    return new Ledger(
        accepted, ended, OptionalLong.empty(), OptionalLong.empty(), backlog, inFlight);
  }

  @Test
  void shouldCloseWhereFailuresAreNotCounted() {
    assertThat(unknown(10, 7, 2, 1).isClosed()).isTrue();
    assertThat(unknown(10, 7, 2, 2).isClosed()).isFalse();
    assertThat(unknown(10, 7, 2, 1).ended()).isEqualTo(7);
    assertThat(unknown(10, 7, 2, 1).offered()).isEqualTo(10);
    assertThat(new Ledger(10, 6, 1, 4, 2, 1).isClosed()).isTrue();
    assertThat(new Ledger(10, 6, 1, 4, 2, 1).offered()).isEqualTo(14);
  }

  @Test
  void shouldStartAfreshWithWhatIsInIt() {
    assertThat(new Ledger(20, 15, 2, 5, 2, 1).since(new Ledger(10, 6, 1, 4, 2, 1)))
        .isEqualTo(new Ledger(13, 9, 1, 1, 2, 1));
    assertThat(unknown(20, 17, 2, 1).since(unknown(10, 7, 2, 1))).isEqualTo(unknown(13, 10, 2, 1));
    assertThat(unknown(20, 17, 2, 1).since(Ledger.EMPTY)).isEqualTo(unknown(20, 17, 2, 1));
  }

  @Test
  void shouldSayWhatItKnows() {
    assertThat(new Ledger(10, 6, 1, 4, 2, 1))
        .hasToString("accepted 10 = completed 6 + failed 1 + backlog 2 + in flight 1; rejected 4");
    assertThat(unknown(10, 7, 2, 1)).hasToString("accepted 10 = ended 7 + backlog 2 + in flight 1");
  }
}
