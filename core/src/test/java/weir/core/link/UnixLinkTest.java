package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Samples;

@Timeout(60)
class UnixLinkTest extends LinkContract {

  @Override
  LinkAddress address() {
    return new LinkAddress.UnixSocket(socket());
  }

  private Path socket() {
    return folder.resolve("made/control.sock");
  }

  private LinkServer serve() throws LinkException {
    return serve(command -> new CommandOutcome.Accepted(), Limits.DEFAULT);
  }

  private void assertRefused(LinkAddress address, String... words) {
    assertThatThrownBy(() -> LinkServer.open(address, INFO).close())
        .isInstanceOf(LinkException.class)
        .hasMessageContainingAll(words);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static void leaveStaleSocket(Path path) throws IOException {
    Files.createDirectories(path.getParent());
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
  }

  @Test
  void shouldMakeFolderSocketAndLockForTheOwnerOnly() throws IOException {
    LinkServer server = serve();
    assertThat(permissions(folder.resolve("made"))).isEqualTo("rwx------");
    assertThat(permissions(socket())).isEqualTo("rw-------");
    Path lock = folder.resolve("made/control.sock.lock");
    assertThat(permissions(lock)).isEqualTo("rw-------");
    server.close();
    assertThat(folder.resolve("made")).isEmptyDirectory();
  }

  @Test
  void shouldRefuseASecondServerAndLeaveTheFirstAlone() throws Exception {
    serve();
    String pid = Long.toString(ProcessHandle.current().pid());
    for (int i = 0; i < 2; i++) {
      assertRefused(address(), "already running", "pid " + pid);
    }
    try (LinkClient client = LinkClient.connect(address(), "test", Duration.ofSeconds(10), heard)) {
      source.publish(Samples.counted(1));
      assertThat(heard.nextSnapshot().number()).isEqualTo(1);
      assertThat(client.server()).isEqualTo(INFO);
    }
  }

  @Test
  void shouldReplaceWhatADeadServerLeftBehind() throws Exception {
    leaveStaleSocket(socket());
    Files.writeString(SocketLock.fileOf(socket()), "999999\n");
    serve();
    LinkClient.connect(address(), "test", Duration.ofSeconds(10), heard).close();
    assertThat(Files.readString(SocketLock.fileOf(socket())).strip())
        .isEqualTo(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void shouldRefuseWhileAnotherProcessHoldsTheLock() throws Exception {
    leaveStaleSocket(socket());
    Path lock = SocketLock.fileOf(socket());
    Process holder =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path").replace('\n', File.pathSeparatorChar),
                    LockHolder.class.getName(),
                    socket().toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('+');
      assertRefused(address(), "already running", "pid " + holder.pid());
      assertThat(socket()).exists();
    } finally {
      holder.destroyForcibly();
      assertThat(holder.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
    // Killed without a chance to tidy up: the system has let go of the lock.
    assertThat(lock).exists();
    serve();
  }

  @Test
  void shouldNotTouchAFileThatIsNoSocket() throws IOException {
    Files.createDirectories(socket().getParent());
    Files.writeString(socket(), "precious");
    assertRefused(address(), "not a socket", "--socket");
    assertThat(socket()).hasContent("precious");
  }

  @Test
  void shouldNotTouchASymbolicLink() throws IOException {
    Path target = folder.resolve("elsewhere.sock");
    leaveStaleSocket(target);
    Files.createDirectories(socket().getParent());
    Files.createSymbolicLink(socket(), target);
    assertRefused(address(), "not a socket");
    assertThat(target).exists();
  }

  @Test
  void shouldRefuseASocketOnWhichAnotherProgramListens() throws IOException {
    Files.createDirectories(socket().getParent());
    try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      other.bind(UnixDomainSocketAddress.of(socket()));
      assertRefused(address(), "another program listens", "--socket");
      assertThat(socket()).exists();
    }
  }

  @Test
  void shouldRefuseAPathThatIsTooLongAndTakeTheLongest() throws IOException {
    String parent = folder.toString() + "/";
    String fitting = parent + "x".repeat(LinkAddresses.MAX_PATH_BYTES - parent.length());
    LinkServer.open(new LinkAddress.UnixSocket(Path.of(fitting)), INFO).close();
    LinkAddress tooLong = new LinkAddress.UnixSocket(Path.of(fitting + "x"));
    assertRefused(tooLong, "--socket with a shorter path");
    assertThatThrownBy(
            () -> LinkClient.connect(tooLong, "test", Duration.ofSeconds(1), LinkListener.IGNORE))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("--socket with a shorter path");
  }

  @Test
  void shouldRefuseAFolderThatCannotBeMade() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused(new LinkAddress.UnixSocket(file.resolve("control.sock")), "not a folder");
    assertRefused(
        new LinkAddress.UnixSocket(file.resolve("sub/control.sock")), "cannot create the folder");
  }

  @Test
  void shouldRefuseAFolderThatIsNotWritable() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
    assumeThat(Files.isWritable(closed)).as("permissions bind this user").isFalse();
    assertRefused(new LinkAddress.UnixSocket(closed.resolve("control.sock")), "not writable");
  }

  @Test
  void shouldRefuseARuntimeFolderThatIsOpenToOthers() throws IOException {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> LinkFiles.prepareFolder(open, true))
        .isInstanceOf(LinkException.class)
        .hasMessageContainingAll("open to other users", "chmod 700");
    LinkFiles.prepareFolder(open, false);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
    LinkFiles.prepareFolder(open, true);
    Path link = Files.createSymbolicLink(folder.resolve("link"), open);
    assertThatThrownBy(() -> LinkFiles.prepareFolder(link, true))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("symbolic link");
  }

  @Test
  void shouldRefuseARuntimeFolderOfAnotherUser() {
    Path etc = Path.of("/etc");
    assumeThat(etc).isDirectory();
    assumeThat(Files.isWritable(etc)).as("another user's").isFalse();
    assertThatThrownBy(() -> LinkFiles.prepareFolder(etc, true)).isInstanceOf(LinkException.class);
  }

  @Test
  void shouldGiveUpOnAServerThatStaysSilent() throws IOException {
    Path path = folder.resolve("silent.sock");
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(path));
      assertThatThrownBy(
              () ->
                  LinkClient.connect(
                      new LinkAddress.UnixSocket(path), "test", Duration.ofMillis(50), heard))
          .isInstanceOf(LinkException.class)
          .hasMessageContaining("has not answered within 50 ms");
    }
    assertThat(heard.closings).isEmpty();
  }
}
