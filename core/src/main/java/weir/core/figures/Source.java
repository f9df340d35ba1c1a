package weir.core.figures;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that a server shows: events go in, wait, are handled and end. What it is and can do
 * stays the same for as long as it is there; how it stands is in its {@link Snapshot}s.
 *
 * @param name what commands and snapshots call it, the only one of that name on its server: 1 to
 *     {@link #MAX_NAME_LENGTH} characters without control characters, not blank
 * @param kind what sort of thing it is
 * @param handler what its events go to, for people, with the same bounds as the name; empty where
 *     nobody says
 * @param capacity events that may wait in it, 1 or more; empty where that is unbounded or unknown
 * @param capabilities what it can be told to do
 */
public record Source(
    String name,
    SourceKind kind,
    Optional<String> handler,
    OptionalInt capacity,
    Capabilities capabilities) {

  /** Longest name, in {@code char}s. */
  public static final int MAX_NAME_LENGTH = ShortText.MAX_LENGTH;

  /**
   * Checks the description.
   *
   * @throws IllegalArgumentException if a text or the capacity is out of bounds; the message says
   *     which and what to do
   */
  public Source {
    checkName(name);
    handler.ifPresent(text -> ShortText.check("the name of a handler", text));
    if (capacity.isPresent() && capacity.getAsInt() < 1) {
      throw new IllegalArgumentException(
          "the capacity of a source must be 1 or more, and "
              + capacity.getAsInt()
              + " is not: leave it out where there is no bound");
    }
  }

  /**
   * Checks a name.
   *
   * @param name the name
   * @return the same
   * @throws IllegalArgumentException if no source can have it; the message says why and what to do
   */
  public static String checkName(String name) {
    return ShortText.check("the name of a source", name);
  }
}
