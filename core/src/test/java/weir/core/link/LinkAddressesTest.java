package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LinkAddressesTest {

  private static final Map<String, String> RUNTIME = Map.of("XDG_RUNTIME_DIR", "/run/user/7");

  private static Properties properties() {
    Properties properties = new Properties();
    properties.setProperty("java.io.tmpdir", "/tmp");
    properties.setProperty("user.name", "a/b ü");
    return properties;
  }

  private static void assertRefused(String text, String... words) {
    assertThatThrownBy(() -> LinkAddresses.parse(text, RUNTIME, properties()))
        .isInstanceOf(LinkException.class)
        .hasMessageContainingAll(words);
  }

  @Test
  void shouldPreferTheRuntimeFolder() {
    assertThat(LinkAddresses.defaultAddress(RUNTIME, properties()).path())
        .isEqualTo(Path.of("/run/user/7/weir/control.sock"));
  }

  @Test
  void shouldFallBackToAFolderOfTheUsersOwn() {
    Path expected = Path.of("/tmp/weir-a_b__/control.sock");
    assertThat(LinkAddresses.defaultAddress(Map.of(), properties()).path()).isEqualTo(expected);
    assertThat(
            LinkAddresses.defaultAddress(Map.of("XDG_RUNTIME_DIR", "relative"), properties())
                .path())
        .isEqualTo(expected);
    assertThat(LinkAddresses.defaultAddress(Map.of("XDG_RUNTIME_DIR", ""), properties()).path())
        .isEqualTo(expected);
  }

  @Test
  void shouldPreferWhatIsGivenToTheVariableAndThatToTheDefault() throws LinkException {
    Map<String, String> variable = Map.of("WEIR_SOCKET", "tcp:7");

    assertThat(LinkAddresses.chosen("here.sock", variable, properties()))
        .isEqualTo(new LinkAddress.UnixSocket(Path.of("here.sock")));
    assertThat(LinkAddresses.chosen(null, variable, properties()))
        .isInstanceOf(LinkAddress.LoopbackTcp.class);
    assertThat(LinkAddresses.chosen(null, Map.of("WEIR_SOCKET", " "), properties()))
        .isEqualTo(LinkAddresses.defaultAddress(Map.of(), properties()));
    assertThatThrownBy(
            () -> LinkAddresses.chosen(null, Map.of("WEIR_SOCKET", "tcp:x"), properties()))
        .isInstanceOf(LinkException.class)
        .hasMessageContainingAll("environment variable WEIR_SOCKET", "0 to 65535");
  }

  @Test
  void shouldReadAPath() throws LinkException {
    assertThat(LinkAddresses.parse("here.sock", RUNTIME, properties()))
        .isEqualTo(new LinkAddress.UnixSocket(Path.of("here.sock")));
  }

  @Test
  void shouldReadATcpPort() throws LinkException {
    assertThat(LinkAddresses.parse("tcp:4001", RUNTIME, properties()))
        .isEqualTo(new LinkAddress.LoopbackTcp(4001, Path.of("/run/user/7/weir/tcp-4001.token")));
  }

  @Test
  void shouldRefuseWhatIsNoAddress() {
    assertRefused(" ", "give a path, or tcp:PORT");
    assertRefused("tcp:", "no TCP port", "0 to 65535");
    assertRefused("tcp:x", "\"x\" is no TCP port");
    assertRefused("tcp:-1", "no TCP port");
    assertRefused("tcp:65536", "no TCP port");
    assertRefused("a\0b", "no valid path");
  }

  @Test
  void shouldCountTheBytesOfAPathAndNotItsLetters() throws LinkException {
    String fitting = "/" + "é".repeat((LinkAddresses.MAX_PATH_BYTES - 1) / 2);
    assertThat(LinkAddresses.parse(fitting, RUNTIME, properties()))
        .isEqualTo(new LinkAddress.UnixSocket(Path.of(fitting)));
    assertRefused(fitting + "é", "the system allows", "--socket with a shorter path");
  }
}
