package weir.core.journal;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Whether a journal may be trusted. Once it has failed it has for good: an operating system that
 * could not write a page may forget that it is not on disk. Thread-safe.
 */
final class Health {

  private final Logger log;

  /** Why it failed. Set once by whoever comes first. */
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

  /** Why there is no new segment just now. Written by the keeper. */
  private volatile @Nullable String shortage;

  /** What the keeper could not put away. Written by the keeper. */
  private volatile @Nullable String leftover;

  Health(Logger log) {
    this.log = log;
  }

  /** Fails the journal: one line in the log, which names the cause. Never throws. */
  void fail(String sentence) {
    if (failure.compareAndSet(null, sentence)) {
      try {
        log.error("{}", sentence);
      } catch (Throwable e) {
        // There is nobody left to tell; the figures have the sentence.
      }
    }
  }

  boolean failed() {
    return failure.get() != null;
  }

  void shortOf(@Nullable String sentence) {
    shortage = sentence;
  }

  void leaves(@Nullable String sentence) {
    leftover = sentence;
  }

  /** What matters most. Why there is no room may be that something could not be put away. */
  Optional<String> trouble() {
    return Optional.ofNullable(failure.get())
        .or(
            () -> {
              String all =
                  Stream.of(shortage, leftover)
                      .filter(Objects::nonNull)
                      .collect(Collectors.joining("; "));
              return all.isEmpty() ? Optional.empty() : Optional.of(all);
            });
  }
}
