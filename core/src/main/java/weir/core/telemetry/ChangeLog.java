package weir.core.telemetry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import weir.core.figures.Change;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;

/**
 * Puts in words what was changed, and tells it in the order of its numbers. Thread-safe. Whoever is
 * told must not wait for anything.
 */
public final class ChangeLog {

  private final String source;
  private final LongSupplier uptimeNanos;
  private final Consumer<Change> told;

  @GuardedBy("this")
  private long number;

  /**
   * Starts with no change.
   *
   * @param source name of the source
   * @param uptimeNanos the time on its axis
   * @param told is told of each change, in order
   */
  public ChangeLog(String source, LongSupplier uptimeNanos, Consumer<Change> told) {
    this.source = source;
    this.uptimeNanos = uptimeNanos;
    this.told = told;
  }

  /**
   * Resizes, one caller at a time: so it is known what there was before.
   *
   * @param workers the new target
   * @param requested tells the present one
   * @param resize sets it; what it throws gets through, and nothing is told
   * @param who asks for it
   */
  public synchronized void resize(
      int workers, IntSupplier requested, IntConsumer resize, String who) {
    int before = requested.getAsInt();
    resize.accept(workers);
    add(Change.Kind.WORKERS, who, workers(before), workers(workers));
  }

  private static String workers(int count) {
    return count + (count == 1 ? " worker" : " workers");
  }

  /**
   * Settings of a resource were changed: says which.
   *
   * @param before all settings before
   * @param now all settings now
   * @param who changed them
   */
  public synchronized void settings(ResourceSettings before, ResourceSettings now, String who) {
    Map<String, String> old = ResourceText.write(before);
    StringJoiner from = new StringJoiner(", ");
    StringJoiner to = new StringJoiner(", ");
    ResourceText.write(now)
        .forEach(
            (key, text) -> {
              String oldText = old.getOrDefault(key, "");
              if (!oldText.equals(text)) {
                from.add(key + " " + oldText);
                to.add(key + " " + text);
              }
            });
    add(Change.Kind.RESOURCE, who, from.toString(), to.toString());
  }

  /**
   * Tells of a change, unless nothing is different.
   *
   * @param kind what kind of thing was changed
   * @param who changed it
   * @param from what it was before
   * @param to what it is now
   */
  public synchronized void add(Change.Kind kind, String who, String from, String to) {
    if (!from.equals(to)) {
      number++;
      told.accept(
          new Change(
              source,
              number,
              uptimeNanos.getAsLong(),
              System.currentTimeMillis(),
              kind,
              who,
              from,
              to));
    }
  }
}
