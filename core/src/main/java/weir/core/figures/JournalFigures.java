package weir.core.figures;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * What keeps a source's accepted events longer than its process lives.
 *
 * @param kind what sort of journal it is, e.g. {@code disk}
 * @param group what processes that share it are called: each of them shows the ledger of all, and
 *     its own workers; empty of one that is this process's own
 * @param recovered events that earlier runs had accepted and not ended: they are among the accepted
 *     ones
 * @param redelivered events that were given to a worker once more, since nobody knows whether they
 *     had been handled, or to try again: each is one event in the ledger
 * @param deadLetters events that were given up and kept aside; they are among the failed ones
 * @param unsafe events that are in it and may yet be lost with the machine
 * @param endedBefore of a group's: what had ended when the ledger began, on a count that all of the
 *     group share, so that ledgers of different starts can be told from each other; empty of a
 *     journal that is this process's own
 * @param settled whether the ledger is of one moment; false while it catches up
 * @param bytes what it takes on disk; empty where nobody knows
 * @param maxBytes what it may take; empty if there is no bound
 * @param forceNanos how long the slowest of the latest forces to disk took; empty where there are
 *     none
 * @param trouble what is wrong with it, and what to do, in a sentence; empty if nothing is
 */
public record JournalFigures(
    String kind,
    Optional<String> group,
    long recovered,
    long redelivered,
    long deadLetters,
    long unsafe,
    Optional<EndedEvents> endedBefore,
    boolean settled,
    OptionalLong bytes,
    OptionalLong maxBytes,
    OptionalLong forceNanos,
    Optional<String> trouble) {

  /** Longest sentence of trouble, in {@code char}s; a longer one is cut. */
  public static final int MAX_TROUBLE_LENGTH = 1_000;

  /** Checks the texts. */
  public JournalFigures {
    ShortText.check("the kind of a journal", kind);
    group.ifPresent(name -> ShortText.check("the group of a journal", name));
    trouble = trouble.map(text -> ShortText.clean(text, MAX_TROUBLE_LENGTH));
  }

  /**
   * The same beside a ledger that begins later.
   *
   * @param start where it begins: what had ended then has ended before
   * @return these figures with it
   */
  public JournalFigures since(Ledger start) {
    return new JournalFigures(
        kind,
        group,
        recovered,
        redelivered,
        deadLetters,
        unsafe,
        endedBefore.map(before -> before.plus(start)),
        settled,
        bytes,
        maxBytes,
        forceNanos,
        trouble);
  }

  /** For people, in a line: what is nothing is left out. */
  @Override
  public String toString() {
    StringJoiner text =
        new StringJoiner(
            ", ", "journal " + kind + group.map(name -> " of group " + name).orElse("") + ": ", "");
    text.add(recovered + " recovered");
    if (redelivered > 0) {
      text.add(redelivered + " redelivered");
    }
    if (deadLetters > 0) {
      text.add(deadLetters + " dead letters");
    }
    if (unsafe > 0) {
      text.add(unsafe + " not safe yet");
    }
    bytes.ifPresent(
        size ->
            text.add(
                mebibytes(size)
                    + (maxBytes.isPresent() ? " of " + mebibytes(maxBytes.getAsLong()) : "")
                    + " MiB"));
    if (forceNanos.orElse(0) > 0) {
      text.add(String.format(Locale.ROOT, "slowest force %.1f ms", forceNanos.getAsLong() / 1e6));
    }
    if (!settled) {
      text.add("catching up");
    } else if (group.isPresent()) {
      text.add("settled");
    }
    return text + trouble.map(sentence -> "; " + sentence).orElse("");
  }

  private static String mebibytes(long size) {
    return String.format(Locale.ROOT, "%,.1f", size / 1_048_576.0);
  }
}
