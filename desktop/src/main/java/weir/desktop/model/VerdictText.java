package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.core.theory.Assumption;
import weir.core.theory.Diagnosis;
import weir.core.theory.Finding;
import weir.core.theory.Limit;
import weir.core.theory.Measurement;
import weir.core.theory.Ruling;
import weir.core.theory.WhatIf;

/**
 * A diagnosis in words.
 *
 * @param tone how it is to be taken
 * @param word what the limit is, in a word or two
 * @param headline what the limit is, where things lead and what would help, in a few sentences
 * @param verdict whether that is sure
 * @param measured what was measured, and over what time
 * @param evidence every rule, in their order
 * @param advice what would help; empty where nothing is known to
 */
public record VerdictText(
    Tone tone,
    String word,
    String headline,
    Assumption.Verdict verdict,
    String measured,
    List<Evidence> evidence,
    Optional<Advice> advice) {

  /** How a verdict is to be taken. */
  public enum Tone {
    /** All that comes is done. */
    FINE,
    /** Something holds the server back. */
    LIMITED,
    /** Nothing goes on, or arrivals are turned away. */
    URGENT,
    /** Nobody can tell. */
    UNKNOWN
  }

  /**
   * A rule in words.
   *
   * @param rule what it is about
   * @param verdict whether it holds
   * @param decides whether it made the verdict
   * @param findings each figure with its threshold
   * @param reasons those of them that made it so: all of a rule that holds, else those against it
   */
  public record Evidence(
      String rule,
      Assumption.Verdict verdict,
      boolean decides,
      List<String> findings,
      List<String> reasons) {

    /** Keeps the findings from changing. */
    public Evidence {
      findings = List.copyOf(findings);
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * What would help.
   *
   * @param sentence what, and by how much
   * @param model by which that is worked out, and how far off it may be
   * @param assumptions that it rests on, each with what was found
   */
  public record Advice(String sentence, String model, List<String> assumptions) {

    /** Keeps the assumptions from changing. */
    public Advice {
      assumptions = List.copyOf(assumptions);
    }
  }

  /** Keeps the evidence from changing. */
  public VerdictText {
    evidence = List.copyOf(evidence);
  }

  /**
   * Puts a diagnosis into words.
   *
   * @param diagnosis what the rules found
   * @param measured what they judged
   * @param whatIf what other numbers of workers would do
   * @param mostWorkers that can be set
   * @return the words
   */
  public static VerdictText of(
      Diagnosis diagnosis, Measurement measured, WhatIf whatIf, int mostWorkers) {
    List<String> sentences = new ArrayList<>();
    sentences.add(LimitText.sentence(diagnosis, measured));
    OutlookText.of(diagnosis, measured).ifPresent(sentences::add);
    Optional<Advice> advice = AdviceText.of(diagnosis, measured, whatIf, mostWorkers);
    advice.ifPresent(helps -> sentences.add(helps.sentence()));
    return new VerdictText(
        tone(diagnosis),
        LimitText.word(diagnosis.limit()),
        String.join(" ", sentences),
        diagnosis.verdict(),
        measured(measured),
        diagnosis.rulings().stream().map(ruling -> evidence(ruling, diagnosis.limit())).toList(),
        advice);
  }

  private static Tone tone(Diagnosis diagnosis) {
    boolean ringFull = diagnosis.outlook().ringFullSeconds().orElse(1) == 0;
    return switch (diagnosis.limit()) {
      case Limit.NothingToDo nothing -> Tone.FINE;
      case Limit.Arrivals arrivals -> Tone.FINE;
      case Limit.TooFewData few -> Tone.UNKNOWN;
      case Limit.Unclear unclear -> Tone.UNKNOWN;
      case Limit.Workers workers -> workers.workers() == 0 || ringFull ? Tone.URGENT : Tone.LIMITED;
      case Limit.Resource resource -> resource.frozen() || ringFull ? Tone.URGENT : Tone.LIMITED;
      case Limit.Machine machine -> Tone.LIMITED;
      case Limit.Contention contention -> ringFull ? Tone.URGENT : Tone.LIMITED;
      case Limit.Client client -> Tone.LIMITED;
      case Limit.Ring ring -> Tone.URGENT;
    };
  }

  private static String measured(Measurement seen) {
    List<String> parts = new ArrayList<>();
    parts.add(Rounded.number((double) seen.seen().arrivals().count()) + " arrivals");
    parts.add(Rounded.number((double) seen.ended()) + " ended");
    parts.add("backlog " + Rounded.number(seen.meanBacklog()) + " on average");
    if (seen.seen().services().count() > 0) {
      parts.add(
          "service "
              + Rounded.seconds(seen.seen().services().meanSeconds())
              + " on average (CV² "
              + Rounded.number(seen.seen().services().scv())
              + ")");
    }
    seen.meanResponseSeconds()
        .ifPresent(mean -> parts.add("response " + Rounded.seconds(mean) + " on average"));
    seen.p99ResponseSeconds().ifPresent(p99 -> parts.add("p99 " + Rounded.seconds(p99)));
    return "Measured over "
        + Rounded.seconds(seen.seconds())
        + ", in which nothing was set: "
        + String.join(", ", parts)
        + ".";
  }

  private static Evidence evidence(Ruling ruling, Limit decided) {
    return new Evidence(
        LimitText.name(ruling.limit()),
        ruling.verdict(),
        ruling.limit().equals(decided) && ruling.verdict() != Assumption.Verdict.FAILS,
        ruling.findings().stream().map(VerdictText::text).toList(),
        ruling.findings().stream()
            .filter(finding -> explains(finding, ruling))
            .map(VerdictText::text)
            .toList());
  }

  /** What holds says nothing of why a rule does not. */
  private static boolean explains(Finding finding, Ruling ruling) {
    return ruling.verdict() == Assumption.Verdict.HOLDS
        || finding.verdict() != Assumption.Verdict.HOLDS;
  }

  /**
   * A finding in words.
   *
   * @param finding the figure and its threshold
   * @return such as {@code busy share of the workers 97 % (at least 90 %: holds)}
   */
  public static String text(Finding finding) {
    String verdict =
        switch (finding.verdict()) {
          case HOLDS -> "holds";
          case DOUBTFUL -> "doubtful";
          case FAILS -> "fails";
        };
    String side = finding.side() == Finding.Side.AT_LEAST ? "at least " : "below ";
    return finding.figure().text()
        + " "
        + value(finding.value(), finding.figure().unit())
        + " ("
        + side
        + value(finding.threshold(), finding.figure().unit())
        + ": "
        + verdict
        + ")";
  }

  private static String value(double value, Finding.Unit unit) {
    if (Double.isInfinite(value)) {
      return "∞";
    }
    return switch (unit) {
      case SHARE -> Rounded.percent(value);
      case SECONDS -> Rounded.seconds(value);
      case RATIO, COUNT -> Rounded.number(value);
    };
  }
}
