package weir.http.service;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a Unix socket, which the JDK has streams for only. On Linux. A library would
 * bring native code for each system, and a helper process would not be the one that the service
 * manager knows; the three calls are the C library's own. Not thread-safe.
 */
final class DatagramSender implements AutoCloseable {

  private static final short AF_UNIX = 1;

  /** SOCK_DGRAM, and SOCK_CLOEXEC: the load generator's process gets none of it. */
  private static final int DATAGRAM = 2 | 0x80000;

  private static final int MSG_NOSIGNAL = 0x4000;
  private static final int MOST_PATH_BYTES = 107;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option WITH_ERRNO = Linker.Option.captureCallState("errno");
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      function("socket", FunctionDescriptor.of(INT, INT, INT, INT));
  private static final MethodHandle SENDTO =
      function(
          "sendto",
          FunctionDescriptor.of(
              LONG, INT, ValueLayout.ADDRESS, LONG, INT, ValueLayout.ADDRESS, INT));
  private static final MethodHandle CLOSE = function("close", FunctionDescriptor.of(INT, INT));

  private final Arena arena = Arena.ofShared();
  private final MemorySegment callState = arena.allocate(Linker.Option.captureStateLayout());
  private final MemorySegment address;
  private final String name;
  private final int socket;

  /**
   * Opens a socket to send from.
   *
   * @param name of the socket to send to: an absolute path, or {@code @} and an abstract name
   * @throws IOException if there can be no such socket
   */
  DatagramSender(String name) throws IOException {
    this.name = name;
    address = address(name);
    try {
      socket = (int) SOCKET.invokeExact(callState, (int) AF_UNIX, DATAGRAM, 0);
    } catch (Throwable e) {
      throw unforeseen(e);
    }
    if (socket < 0) {
      throw fault("no socket can be opened");
    }
  }

  private MemorySegment address(String to) throws IOException {
    byte[] path = to.getBytes(StandardCharsets.UTF_8);
    if (path.length > MOST_PATH_BYTES) {
      throw new IOException(
          "the socket's name is longer than " + MOST_PATH_BYTES + " bytes: " + to);
    }
    boolean isAbstract = to.startsWith("@");
    // An abstract name starts with a zero, and ends where the address does; a path ends with one.
    MemorySegment made = arena.allocate(Short.BYTES + path.length + (isAbstract ? 0L : 1L), 8);
    made.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
    MemorySegment.copy(path, 0, made, ValueLayout.JAVA_BYTE, Short.BYTES, path.length);
    if (isAbstract) {
      made.set(ValueLayout.JAVA_BYTE, Short.BYTES, (byte) 0);
    }
    return made;
  }

  /**
   * Sends one datagram.
   *
   * @param text what it holds, in UTF-8
   * @throws IOException if nobody takes it
   */
  void send(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    long sent;
    try (Arena message = Arena.ofConfined()) {
      MemorySegment content = message.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      sent =
          (long)
              SENDTO.invokeExact(
                  callState,
                  socket,
                  content,
                  content.byteSize(),
                  MSG_NOSIGNAL,
                  address,
                  (int) address.byteSize());
    } catch (Throwable e) {
      throw unforeseen(e);
    }
    if (sent != bytes.length) {
      throw fault("nothing can be sent to " + name);
    }
  }

  private IOException fault(String sentence) {
    return new IOException(sentence + " (errno " + (int) ERRNO.get(callState, 0L) + ")");
  }

  @SuppressWarnings("restricted") // see launch/serve.flags
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, WITH_ERRNO);
  }

  /** The calls declare Throwable, and throw nothing but faults of this code. */
  private static IllegalStateException unforeseen(Throwable fault) {
    return new IllegalStateException("a call of the C library failed", fault);
  }

  @Override
  public void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(callState, socket);
    } catch (Throwable e) {
      throw unforeseen(e);
    } finally {
      arena.close();
    }
  }
}
