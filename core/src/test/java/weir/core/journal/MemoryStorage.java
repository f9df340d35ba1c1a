package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A disk that keeps what was forced, and of the rest what chance will have when the power fails:
 * sectors of pages, and the first of the changes to the folder.
 */
final class MemoryStorage implements Storage {

  /** Is asked before each call, and may throw in its stead. */
  @FunctionalInterface
  interface Gate {
    void before(String call, String name) throws IOException;
  }

  private static final int PAGE_BYTES = 4_096;
  private static final int SECTOR_BYTES = 512;

  /** A file, whatever it is called. */
  private static final class Content {
    final byte[] array;
    final ByteBuffer current;
    byte[] durable;

    Content(byte[] bytes, byte[] durable) {
      array = bytes;
      current = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      this.durable = durable;
    }

    void force(int from, int length) {
      int to = Math.min(current.capacity(), from + length + PAGE_BYTES - 1 & -PAGE_BYTES);
      durable = Arrays.copyOf(durable, current.capacity());
      int begin = from & -PAGE_BYTES;
      current.get(begin, durable, begin, to - begin);
    }
  }

  @FunctionalInterface
  private interface Change {
    void apply(Map<String, Content> names);
  }

  private final TreeMap<String, Content> names = new TreeMap<>();
  private final TreeMap<String, Content> durableNames = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private volatile Gate gate = (call, name) -> {};
  private boolean off;

  void setGate(Gate gate) {
    this.gate = gate;
  }

  private void pass(String call, String name) throws IOException {
    if (off) {
      throw new IOException("the power is off");
    }
    gate.before(call, name);
  }

  private void change(Change change) {
    change.apply(names);
    changes.add(change);
  }

  private Content content(String name) throws IOException {
    Content content = names.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  @Override
  public String place() {
    return "memory";
  }

  @Override
  public synchronized List<String> names() throws IOException {
    pass("names", "");
    return List.copyOf(names.keySet());
  }

  @Override
  public synchronized long bytes(String name) throws IOException {
    pass("bytes", name);
    return content(name).current.capacity();
  }

  @Override
  public synchronized void create(String name, int bytes) throws IOException {
    Content made = new Content(new byte[bytes], new byte[0]);
    change(all -> all.put(name, made));
    pass("create", name);
  }

  @Override
  public synchronized void force(String name) throws IOException {
    pass("force", name);
    Content content = content(name);
    content.force(0, content.current.capacity());
  }

  @Override
  public synchronized Mapped map(String name) throws IOException {
    pass("map", name);
    Content content = content(name);
    ByteBuffer bytes = content.current;
    return new Mapped() {
      @Override
      public ByteBuffer bytes() {
        return bytes;
      }

      @Override
      public void force(int from, int length) throws IOException {
        synchronized (MemoryStorage.this) {
          pass("forceMapped", name);
          content.force(from, length);
        }
      }
    };
  }

  @Override
  public synchronized Written write(String name) throws IOException {
    pass("write", name);
    Content content = content(name);
    return new Written() {
      @Override
      public void write(ByteBuffer from, long position) throws IOException {
        synchronized (MemoryStorage.this) {
          int length = from.remaining();
          try {
            pass("writeAt", name);
          } catch (IOException e) {
            // It may have come half way.
            length = off ? 0 : length / 2;
            throw e;
          } finally {
            content.current.put((int) position, from, from.position(), length);
            from.position(from.position() + length);
          }
        }
      }

      @Override
      public void force() throws IOException {
        synchronized (MemoryStorage.this) {
          pass("forceWritten", name);
          content.force(0, content.current.capacity());
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public synchronized Reader read(String name) throws IOException {
    pass("read", name);
    ByteBuffer bytes = content(name).current;
    return new Reader() {
      @Override
      public long bytes() {
        return bytes.capacity();
      }

      @Override
      public void read(long position, ByteBuffer into) throws IOException {
        synchronized (MemoryStorage.this) {
          pass("readAt", name + ":" + position);
        }
        int length = (int) Math.min(into.remaining(), bytes.capacity() - position);
        if (length > 0) {
          into.put(into.position(), bytes, (int) position, length);
          into.position(into.position() + length);
        }
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    pass("rename", from);
    Content content = content(from);
    change(
        all -> {
          all.remove(from);
          all.put(to, content);
        });
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    pass("delete", name);
    if (names.containsKey(name)) {
      change(all -> all.remove(name));
    }
  }

  @Override
  public synchronized void forceFolder() throws IOException {
    pass("forceFolder", "");
    changes.forEach(change -> change.apply(durableNames));
    changes.clear();
  }

  /** The system writes some pages of its own accord. */
  synchronized void writeBack(RandomGenerator random) {
    for (Content content : names.values()) {
      for (int at = 0; at < content.current.capacity(); at += PAGE_BYTES) {
        if (random.nextInt(4) == 0) {
          content.force(at, 1);
        }
      }
    }
  }

  /** Which events the disk knows to have ended, whatever chance does. */
  synchronized boolean knowsEnded(long id) {
    Content ends = durableNames.get(SegmentName.ends(id >> SegmentHeader.INDEX_BITS));
    int at = SegmentHeader.ENDS_AT + ((int) id & (1 << SegmentHeader.INDEX_BITS) - 1);
    return ends != null && at < ends.durable.length && ends.durable[at] == EndCode.ENDED;
  }

  /** Only the process ends: what it had stored is there. */
  synchronized MemoryStorage afterKill() {
    off = true;
    MemoryStorage next = new MemoryStorage();
    names.forEach((name, content) -> next.add(name, content.array.clone()));
    return next;
  }

  /** The power fails. Whoever still runs on this one gets errors. */
  synchronized MemoryStorage afterPowerLoss(RandomGenerator random) {
    off = true;
    Map<String, Content> left = new HashMap<>(durableNames);
    int kept = changes.isEmpty() ? 0 : random.nextInt(changes.size() + 1);
    changes.subList(0, kept).forEach(change -> change.apply(left));
    MemoryStorage next = new MemoryStorage();
    left.forEach((name, content) -> next.add(name, survivors(content, random)));
    return next;
  }

  private static byte[] survivors(Content content, RandomGenerator random) {
    byte[] left =
        content.durable.length > 0 || random.nextBoolean()
            ? Arrays.copyOf(content.durable, content.current.capacity())
            : new byte[0];
    for (int page = 0; page < left.length; page += PAGE_BYTES) {
      int fate = random.nextInt(3);
      for (int at = page; at < Math.min(left.length, page + PAGE_BYTES); at += SECTOR_BYTES) {
        if (fate == 0 || (fate == 1 && random.nextBoolean())) {
          content.current.get(at, left, at, Math.min(SECTOR_BYTES, left.length - at));
        }
      }
    }
    return left;
  }

  void add(String name, byte[] bytes) {
    Content content = new Content(bytes, bytes.clone());
    names.put(name, content);
    durableNames.put(name, content);
  }

  synchronized byte[] copy(String name) throws IOException {
    return content(name).array.clone();
  }

  synchronized void flip(String name, int bit) throws IOException {
    byte[] bytes = content(name).array;
    bytes[bit / 8] ^= (byte) (1 << bit % 8);
  }

  synchronized MemoryStorage copy() {
    MemoryStorage next = new MemoryStorage();
    names.forEach((name, content) -> next.add(name, content.array.clone()));
    return next;
  }
}
