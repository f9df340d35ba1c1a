package weir.agent;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.jspecify.annotations.Nullable;

/**
 * Some program with a ring and pools that nothing is told of, which knows nothing of Weir. Its
 * Disruptor, the first argument, is in a class loader of its own, as an application server has it.
 */
final class LookedProgram {

  private static final int TASKS = 5;

  private final ForkJoinPool pool = new ForkJoinPool(2);
  private volatile CountDownLatch held = new CountDownLatch(1);
  private volatile boolean spinning = true;
  private @Nullable UnaryOperator<String> rings;
  private WeakReference<ClassLoader> loader = new WeakReference<>(null);

  private LookedProgram() {}

  public static void main(String[] arguments) throws Exception {
    LookedProgram program = new LookedProgram();
    program.load(Path.of(arguments[0]));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(program.answer(line));
    }
    System.exit(0);
  }

  @SuppressWarnings("unchecked")
  private void load(Path disruptor) throws Exception {
    URL classes = LookedProgram.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader made =
        new URLClassLoader(
            new URL[] {disruptor.toUri().toURL(), classes}, ClassLoader.getPlatformClassLoader());
    loader = new WeakReference<>(made);
    rings =
        (UnaryOperator<String>)
            made.loadClass(Rings.class.getName()).getDeclaredConstructor().newInstance();
  }

  private String answer(String line) throws Exception {
    return switch (line) {
      case "fork" -> fork();
      case "release" -> release();
      case "parallelism" -> Integer.toString(pool.getParallelism());
      case "virtual" -> virtual();
      case "carriers" -> carriers();
      case "stop" -> stop();
      case "ours" -> ours();
      case "forget" -> forget();
      default -> rings == null ? "gone" : rings.apply(line);
    };
  }

  /** More tasks than threads, and none ends before it is released. */
  private String fork() {
    CountDownLatch until = held;
    for (int task = 0; task < TASKS; task++) {
      pool.execute(() -> await(until));
    }
    return "forked";
  }

  private String release() {
    held.countDown();
    held = new CountDownLatch(1);
    return "released";
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One virtual thread that is mounted all the time. */
  private String virtual() {
    Thread.ofVirtual()
        .start(
            () -> {
              while (spinning) {
                Thread.onSpinWait();
              }
            });
    return "started";
  }

  private String stop() {
    spinning = false;
    return "stopped";
  }

  /** The parallelism of what carries virtual threads, as the JVM itself says it. */
  private static String carriers() {
    return Integer.toString(
        ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class).getParallelism());
  }

  private static String ours() {
    return Long.toString(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("weir"))
            .count());
  }

  private boolean closeRings() {
    return rings != null && rings.apply("close").equals("close");
  }

  /** Whether nothing of the Disruptor is left, nor its class loader. */
  private String forget() throws InterruptedException {
    if (!closeRings()) {
      return "not closed";
    }
    rings = null;
    for (int tries = 0; tries < 100 && loader.get() != null; tries++) {
      System.gc();
      Thread.sleep(50);
    }
    return loader.get() == null ? "forgotten" : "held";
  }
}
