package weir.http.service;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A datagram socket in the file system, as a service manager has one. */
public final class DatagramReceiver implements AutoCloseable {

  private static final int MOST_BYTES = 4_096;
  private static final int SOL_SOCKET = 1;
  private static final int SO_RCVTIMEO = 20;
  private static final int PATIENCE_SECONDS = 30;

  private final Arena arena = Arena.ofShared();
  private final int socket;

  /**
   * Opens it.
   *
   * @param path where
   */
  public DatagramReceiver(Path path) throws Throwable {
    byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
    MemorySegment address = arena.allocate(2 + name.length + 1L, 8);
    address.set(ValueLayout.JAVA_SHORT, 0, (short) 1);
    MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, 2, name.length);
    socket = (int) function("socket", ints(3)).invokeExact(1, 2, 0);
    int bound =
        (int)
            function(
                    "bind",
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT))
                .invokeExact(socket, address, (int) address.byteSize());
    MemorySegment patience = arena.allocate(16, 8);
    patience.set(ValueLayout.JAVA_LONG, 0, PATIENCE_SECONDS);
    int set =
        (int)
            function(
                    "setsockopt",
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT))
                .invokeExact(socket, SOL_SOCKET, SO_RCVTIMEO, patience, 16);
    if (bound != 0 || set != 0) {
      throw new IllegalStateException("no socket at " + path);
    }
  }

  /**
   * Waits for the next datagram.
   *
   * @return what it holds
   */
  public String receive() throws Throwable {
    try (Arena message = Arena.ofConfined()) {
      MemorySegment buffer = message.allocate(MOST_BYTES);
      long length =
          (long)
              function(
                      "recv",
                      FunctionDescriptor.of(
                          ValueLayout.JAVA_LONG,
                          ValueLayout.JAVA_INT,
                          ValueLayout.ADDRESS,
                          ValueLayout.JAVA_LONG,
                          ValueLayout.JAVA_INT))
                  .invokeExact(socket, buffer, (long) MOST_BYTES, 0);
      if (length < 0) {
        throw new IllegalStateException("nothing came");
      }
      return new String(
          buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
  }

  private static FunctionDescriptor ints(int parameters) {
    FunctionDescriptor descriptor = FunctionDescriptor.of(ValueLayout.JAVA_INT);
    for (int parameter = 0; parameter < parameters; parameter++) {
      descriptor = descriptor.appendArgumentLayouts(ValueLayout.JAVA_INT);
    }
    return descriptor;
  }

  @SuppressWarnings("restricted")
  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
  }

  @Override
  public void close() {
    try {
      int ignored = (int) function("close", ints(1)).invokeExact(socket);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    } finally {
      arena.close();
    }
  }
}
