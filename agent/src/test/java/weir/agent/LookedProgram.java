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
 * Some program with pools that nothing is told of, which knows nothing of Weir. Its first argument
 * is a class that answers lines; that has a class loader of its own with the others, which are
 * libraries, as in an application server.
 */
final class LookedProgram {

  private static final int TASKS = 5;

  private final ForkJoinPool pool = new ForkJoinPool(2);
  private volatile CountDownLatch held = new CountDownLatch(1);
  private volatile boolean spinning = true;
  private @Nullable UnaryOperator<String> loaded;
  private WeakReference<ClassLoader> loader = new WeakReference<>(null);

  private LookedProgram() {}

  public static void main(String[] arguments) throws Exception {
    LookedProgram program = new LookedProgram();
    program.load(arguments);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(program.answer(line));
    }
    System.exit(0);
  }

  @SuppressWarnings("unchecked")
  private void load(String[] arguments) throws Exception {
    URL[] path = new URL[arguments.length];
    path[0] = LookedProgram.class.getProtectionDomain().getCodeSource().getLocation();
    for (int library = 1; library < path.length; library++) {
      path[library] = Path.of(arguments[library]).toUri().toURL();
    }
    ClassLoader made = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    loader = new WeakReference<>(made);
    loaded =
        (UnaryOperator<String>) made.loadClass(arguments[0]).getDeclaredConstructor().newInstance();
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
      default -> loaded == null ? "gone" : loaded.apply(line);
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

  private boolean closeLoaded() {
    return loaded != null && loaded.apply("close").equals("close");
  }

  /** Whether nothing of what was loaded is left, nor its class loader. */
  private String forget() throws InterruptedException {
    if (!closeLoaded()) {
      return "not closed";
    }
    loaded = null;
    for (int tries = 0; tries < 100 && loader.get() != null; tries++) {
      System.gc();
      Thread.sleep(50);
    }
    return loader.get() == null ? "forgotten" : "held";
  }
}
