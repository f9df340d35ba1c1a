package weir.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.netty.handler.codec.http.FullHttpRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoadRequestTest {

  private static final byte[] NO_BODY = new byte[0];

  private static FullHttpRequest request(
      String url, @Nullable String method, List<String> headers, String body) {
    return LoadRequest.of(
            URI.create(url), method, headers, body.getBytes(StandardCharsets.UTF_8), false)
        .next();
  }

  @Test
  void shouldBeAPlainGetUnlessToldOtherwise() {
    FullHttpRequest request = request("http://shop/a%20b?c=d", null, List.of(), "");
    assertThat(request.method().name()).isEqualTo("GET");
    assertThat(request.uri()).isEqualTo("/a%20b?c=d");
    assertThat(request.headers().names()).containsExactly("host");
    assertThat(request.headers().get("Host")).isEqualTo("shop");
  }

  @Test
  void shouldEncodeWhatNoRequestLineCanHave() {
    assertThat(request("http://shop/ä?ü=1%20€", null, List.of(), "").uri())
        .isEqualTo("/%C3%A4?%C3%BC=1%20%E2%82%AC");
  }

  @Test
  void shouldPostABodyWithItsLengthEachTime() {
    LoadRequest load =
        LoadRequest.of(
            URI.create("http://shop"),
            null,
            List.of(),
            "häppy".getBytes(StandardCharsets.UTF_8),
            false);
    for (int time = 0; time < 3; time++) {
      FullHttpRequest request = load.next();
      assertThat(request.method().name()).isEqualTo("POST");
      assertThat(request.uri()).isEqualTo("/");
      assertThat(request.headers().get("Content-Length")).isEqualTo("6");
      assertThat(request.content().toString(StandardCharsets.UTF_8)).isEqualTo("häppy");
      request.content().skipBytes(6);
      request.release();
    }
    assertThat(request("http://shop", "put", List.of(), "").headers().get("Content-Length"))
        .isEqualTo("0");
    assertThat(request("http://shop", "get", List.of(), "x").method().name()).isEqualTo("GET");
  }

  @Test
  void shouldSendTheHeadersGivenAndLetThemReplaceItsOwn() {
    FullHttpRequest request =
        request(
            "http://user@shop:81",
            null,
            List.of("Host: other", "X-A: 1", "x-a:2", "authorization: Bearer t", "Empty:"),
            "");
    assertThat(request.headers().getAll("Host")).containsExactly("other");
    assertThat(request.headers().getAll("X-A")).containsExactly("1", "2");
    assertThat(request.headers().getAll("Authorization")).containsExactly("Bearer t");
    assertThat(request.headers().get("Empty")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:pass@shop, user:pass",
    "http://user@shop, user:",
    "http://us%40er:p%C3%A4ss%3A%2F@shop, us@er:päss:/"
  })
  void shouldSendUserInfoAsBasicAuthorization(String url, String credentials) {
    String sent = String.valueOf(request(url, null, List.of(), "").headers().get("Authorization"));
    assertThat(sent).startsWith("Basic ");
    assertThat(
            new String(
                Base64.getDecoder().decode(sent.substring("Basic ".length())),
                StandardCharsets.UTF_8))
        .isEqualTo(credentials);
  }

  @Test
  void shouldNotPrintWhatIsSecret() {
    LoadRequest request = LoadRequest.get(URI.create("https://user:s3cret@shop/p"));
    assertThat(request).hasToString("https://shop/p");
    assertThat(request.port()).isEqualTo(443);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoadRequest.get(URI.create("ftp://user:s3cret@shop/p")))
        .withMessageContaining("'ftp://***@shop/p'")
        .withMessageNotContaining("s3cret");
    assertThat(Secrets.hidden("weir: 'http://u:s3/c@r t@shop' is no URL"))
        .isEqualTo("weir: 'http://***@shop' is no URL");
    assertThat(Secrets.hidden("'Authorization: Bearer s3cret' is not known"))
        .isEqualTo("'Authorization: ***");
    assertThat(Secrets.hidden("http://shop/a is fine")).isEqualTo("http://shop/a is fine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: close",
        "content-length: 5",
        "Transfer-Encoding: chunked",
        "Keep-Alive: timeout=5",
        "TE: trailers",
        "Upgrade: h2c",
        "Weir-Intended-Arrival: 5",
        "no colon s3cret",
        ": s3cret",
        "two words: s3cret",
        "X: s3cret\r\nY: 1",
        "X: s3cret\u20ac"
      })
  void shouldRefuseAHeaderThatCannotBeSentWithoutPrintingItsValue(String header) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("http://shop", null, List.of("A: b", header), ""))
        .withMessageContaining("header")
        .withMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({"CONNECT, tunnel", "'GE T', no method", "'', no method", "trace, no body"})
  void shouldRefuseAMethodThatCannotBeSent(String method, String fault) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> request("http://shop", method, List.of(), "body"))
        .withMessageContaining(fault);
  }

  @Test
  void shouldRefuseBodiesThatAreTooMuch() {
    URI url = URI.create("https://shop");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LoadRequest.of(
                    url, null, List.of(), new byte[LoadRequest.MAX_BODY_BYTES + 1], false))
        .withMessageContaining("1 MiB");
    LoadRequest large =
        LoadRequest.of(url, null, List.of(), new byte[LoadRequest.MAX_BODY_BYTES], false);
    large.checkConnections(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> large.checkConnections(65))
        .withMessageContaining("64 MiB");
    LoadRequest.of(URI.create("http://shop"), null, List.of(), NO_BODY, false)
        .checkConnections(10_000);
  }
}
