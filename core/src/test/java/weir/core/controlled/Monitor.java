package weir.core.controlled;

import org.jspecify.annotations.Nullable;

/** A lock that can be taken more than once. */
final class Monitor {

  @Nullable Fiber owner;
  int depth;

  boolean isFreeFor(Fiber fiber) {
    return owner == null || owner == fiber;
  }
}
