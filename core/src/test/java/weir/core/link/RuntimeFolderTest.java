package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RuntimeFolderTest {

  @TempDir Path home;

  private Path folder = Path.of("");

  @BeforeEach
  void makeFolder() throws Exception {
    folder =
        Files.createDirectory(
            home.resolve("weir"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private RuntimeFolder runtime() {
    return new RuntimeFolder(Map.of("XDG_RUNTIME_DIR", home.toString()), new Properties());
  }

  @Test
  void shouldFindSocketsAndTokensAndNothingElse() throws Exception {
    Path socket = bind(folder.resolve("a.sock"));
    Path token = Files.writeString(folder.resolve("tcp-4001.token"), "secret");
    Path outside = bind(home.resolve("b.sock"));
    Files.createSymbolicLink(folder.resolve("link.sock"), outside);
    Files.writeString(folder.resolve("c.sock"), "no socket");
    Files.writeString(folder.resolve("a.sock.lock"), "1");
    Files.writeString(folder.resolve("tcp-99999.token"), "no port");
    Files.writeString(folder.resolve("tcp-0.token"), "no port");
    Files.createSymbolicLink(folder.resolve("tcp-7.token"), token);
    Files.createDirectory(folder.resolve("d.sock"));

    RuntimeFolder.Listing listing = runtime().list(10);
    assertThat(listing.fault()).isEmpty();
    assertThat(listing.leftOut()).isZero();
    assertThat(listing.found())
        .extracting(RuntimeFolder.Found::address)
        .containsExactlyInAnyOrder(
            new LinkAddress.UnixSocket(socket), new LinkAddress.LoopbackTcp(4001, token));
  }

  @Test
  void shouldTellASocketFromItsSuccessorAndTheNewestFirst() throws Exception {
    RuntimeFolder runtime = runtime();
    assertThat(runtime.list(10).found()).isEmpty();
    Path old = bind(folder.resolve("old.sock"));
    Path next = bind(folder.resolve("new.sock"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(60)));

    List<RuntimeFolder.Found> before = runtime.list(10).found();
    assertThat(before)
        .extracting(RuntimeFolder.Found::address)
        .containsExactly(new LinkAddress.UnixSocket(next), new LinkAddress.UnixSocket(old));
    assertThat(runtime.list(1).leftOut()).isEqualTo(1);
    assertThat(runtime.list(1).found()).containsExactly(before.getFirst());
    assertThat(runtime.list(10).found()).isEqualTo(before);
    assertThat(RuntimeFolder.versionOf(before.getFirst().address()))
        .isEqualTo(before.getFirst().version());

    Files.delete(next);
    bind(next);
    RuntimeFolder.Found after = runtime.list(10).found().getFirst();
    assertThat(after.address()).isEqualTo(before.getFirst().address());
    assertThat(after.version()).isNotEqualTo(before.getFirst().version());
    assertThat(RuntimeFolder.versionOf(after.address())).isEqualTo(after.version());
  }

  @Test
  void shouldSayWhyAFolderIsNotListed() throws Exception {
    bind(folder.resolve("a.sock"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    RuntimeFolder.Listing open = runtime().list(10);
    assertThat(open.found()).isEmpty();
    assertThat(open.fault()).contains("open to other users", "chmod 700", folder.toString());

    Path elsewhere = Files.move(folder, home.resolve("elsewhere"));
    assertThat(runtime().list(10)).isEqualTo(new RuntimeFolder.Listing(List.of(), 0, ""));
    Files.createSymbolicLink(folder, elsewhere);
    assertThat(runtime().list(10).fault()).contains("symbolic link");
    Files.delete(folder);
    Files.writeString(folder, "a file");
    assertThat(runtime().list(10).fault()).contains("can't be listed", "added by hand");
  }

  @Test
  void shouldWriteAnAddressAsItIsRead() throws Exception {
    Path token = LinkAddresses.runtimeFolder(System.getenv(), System.getProperties());
    for (LinkAddress address :
        List.of(
            new LinkAddress.UnixSocket(folder.resolve("a.sock")),
            new LinkAddress.LoopbackTcp(4001, token.resolve("tcp-4001.token")))) {
      assertThat(LinkAddresses.parse(LinkAddresses.text(address))).isEqualTo(address);
    }
    LinkAddress relative = LinkAddresses.parse("here/../w.sock");
    assertThat(LinkAddresses.absolute(relative))
        .isEqualTo(new LinkAddress.UnixSocket(Path.of("w.sock").toAbsolutePath()));
    assertThat(LinkAddresses.text(relative))
        .isEqualTo(Path.of("w.sock").toAbsolutePath().toString());
  }

  /** The file stays when nobody listens any more. */
  private static Path bind(Path path) throws Exception {
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(path));
    }
    return path;
  }
}
