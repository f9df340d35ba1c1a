package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class KeyedBodyTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void shouldKeepBodyAndKey() {
    KeyedBody read = KeyedBody.decoded(KeyedBody.encoded(bytes("paid"), "Kundin-ä"));

    assertThat(read.body()).isEqualTo(bytes("paid"));
    assertThat(read.key()).isEqualTo("Kundin-ä");
  }

  /** So that journals of earlier versions can be read, and those can read what has no key. */
  @Test
  void shouldKeepABodyWithoutAKeyAsItIs() {
    assertThat(KeyedBody.encoded(bytes("paid"), null)).isEqualTo(bytes("paid"));
    assertThat(KeyedBody.decoded(bytes("paid")).body()).isEqualTo(bytes("paid"));
    assertThat(KeyedBody.decoded(bytes("paid")).key()).isNull();
  }

  /** A client can send anything, and no key comes of it. */
  @Test
  void shouldTakeNoBodyForOneWithAKey() {
    byte[] forged = KeyedBody.encoded(bytes("x"), "somebody-else");
    KeyedBody read = KeyedBody.decoded(KeyedBody.encoded(forged, null));

    assertThat(read.body()).isEqualTo(forged);
    assertThat(read.key()).isNull();
  }

  @Test
  void shouldTakeWhatIsCutShortForABody() {
    byte[] whole = KeyedBody.encoded(bytes("paid"), "customer");
    for (int length = 0; length < whole.length - "paid".length(); length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(KeyedBody.decoded(cut).body()).as("cut to %d", length).isEqualTo(cut);
    }
  }
}
