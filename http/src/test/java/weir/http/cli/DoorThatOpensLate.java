package weir.http.cli;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A local socket that turns its first visitor away, and lets all others through to another. */
final class DoorThatOpensLate implements AutoCloseable {

  private final ServerSocketChannel door;
  private final Path behind;
  private final AtomicInteger visitors = new AtomicInteger();
  private final List<SocketChannel> open = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  DoorThatOpensLate(Path at, Path behind) throws IOException {
    this.behind = behind;
    door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    door.bind(UnixDomainSocketAddress.of(at));
    start(this::receive);
  }

  /** How many have come. */
  AtomicInteger visitors() {
    return visitors;
  }

  private synchronized void start(Runnable work) {
    threads.add(Thread.ofVirtual().start(work));
  }

  private void receive() {
    try {
      while (true) {
        SocketChannel visitor = door.accept();
        if (visitors.incrementAndGet() == 1) {
          visitor.close();
        } else {
          letThrough(visitor, SocketChannel.open(UnixDomainSocketAddress.of(behind)));
        }
      }
    } catch (ClosedChannelException e) {
      // It is over.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private synchronized void letThrough(SocketChannel visitor, SocketChannel host) {
    open.add(visitor);
    open.add(host);
    start(() -> copy(visitor, host));
    start(() -> copy(host, visitor));
  }

  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    try (from;
        to) {
      while (from.read(bytes.clear()) >= 0) {
        bytes.flip();
        while (bytes.hasRemaining()) {
          to.write(bytes);
        }
      }
    } catch (IOException e) {
      // One of both has gone.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    List<Thread> all;
    synchronized (this) {
      for (SocketChannel channel : open) {
        channel.close();
      }
      all = List.copyOf(threads);
    }
    try {
      for (Thread thread : all) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
