package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import weir.core.theory.Assumption;
import weir.core.theory.Diagnosis;
import weir.core.theory.Finding;
import weir.core.theory.Limit;
import weir.core.theory.Measurement;
import weir.core.theory.Ruling;
import weir.core.theory.WhatIf;
import weir.core.theory.WhatIfPoint;

/**
 * A diagnosis in words.
 *
 * @param headline what the limit is, where things lead and what would help, in a few sentences
 * @param verdict whether that is sure
 * @param evidence every rule, in their order
 */
public record VerdictText(String headline, Assumption.Verdict verdict, List<Evidence> evidence) {

  /**
   * A rule in words.
   *
   * @param rule what it is about
   * @param verdict whether it holds
   * @param findings each figure with its threshold
   */
  public record Evidence(String rule, Assumption.Verdict verdict, List<String> findings) {

    /** Keeps the findings from changing. */
    public Evidence {
      findings = List.copyOf(findings);
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
    sentences.add(limit(diagnosis, measured));
    if (!(diagnosis.limit() instanceof Limit.Machine)
        && !(diagnosis.limit() instanceof Limit.TooFewData)) {
      outlook(diagnosis.outlook()).ifPresent(sentences::add);
      advice(diagnosis.limit(), measured, whatIf, mostWorkers).ifPresent(sentences::add);
    }
    return new VerdictText(
        String.join(" ", sentences),
        diagnosis.verdict(),
        diagnosis.rulings().stream().map(VerdictText::evidence).toList());
  }

  private static String limit(Diagnosis diagnosis, Measurement measured) {
    String are = diagnosis.verdict() == Assumption.Verdict.HOLDS ? "" : "probably ";
    return switch (diagnosis.limit()) {
      case Limit.Machine machine ->
          "The machine is the limit: it was held up in "
              + Rounded.percent(machine.spoiledShare())
              + " of the time, for up to "
              + Rounded.seconds(machine.longestSeconds())
              + ". The figures say as much of it as of the server.";
      case Limit.TooFewData few ->
          "Too few data for a verdict: "
              + few.ended()
              + " events ended in the "
              + Rounded.seconds(few.seconds())
              + " since anything was set; it takes 5 s, 10 events and more where they differ.";
      case Limit.Workers workers ->
          workers.workers() == 0
              ? "Workers are the limit: there are none, and "
                  + measured.seen().population().backlog()
                  + " events wait."
              : "Workers are "
                  + are
                  + "the limit: "
                  + busy(measured)
                  + measured.resource().map(VerdictText::room).orElse("")
                  + ".";
      case Limit.Resource resource ->
          "The resource is " + are + "the limit: " + full(resource, measured) + ".";
      case Limit.Contention contention ->
          "Contention is "
              + are
              + "the limit: more workers make it worse. "
              + contention.workers()
              + " workers do "
              + Rounded.rate(measured.throughputPerSecond())
              + ", "
              + contention.betterWorkers()
              + " would do "
              + Rounded.rate(contention.betterPerSecond())
              + ".";
      case Limit.Client client ->
          "Clients that wait for their answers are "
              + are
              + "the limit: always about "
              + client.clients()
              + " events in the pipeline, so the backlog can't grow; "
              + busy(measured)
              + ".";
      case Limit.Ring ring ->
          "The ring is "
              + are
              + "the limit: its "
              + ring.slots()
              + " slots turn away "
              + Rounded.percent(ring.rejectedShare())
              + " of the arrivals, though "
              + busy(measured)
              + ". They come in bursts that a larger ring would hold.";
      case Limit.Arrivals arrivals ->
          arrivals.perSecond() == 0 && measured.seen().population().most() == 0
              ? "Nothing to do: nothing arrives."
              : "Arrivals are "
                  + are
                  + "the limit: all that comes, "
                  + Rounded.rate(arrivals.perSecond())
                  + ", is done, and "
                  + Rounded.percent(arrivals.spareShare())
                  + " of the workers' time is to spare.";
      case Limit.Unclear unclear ->
          unclear.candidates().isEmpty()
              ? "No verdict: no rule fits what was measured."
              : "No clear verdict: it may be "
                  + String.join(
                      " or ", unclear.candidates().stream().map(VerdictText::name).toList())
                  + "; "
                  + busy(measured)
                  + ", and "
                  + Rounded.number(measured.meanBacklog())
                  + " wait on average.";
    };
  }

  private static String busy(Measurement measured) {
    int workers = measured.seen().workers();
    return Math.min(measured.seen().population().inFlight(), workers)
        + " of "
        + workers
        + " busy "
        + Rounded.percent(Math.min(1, measured.busyShare().orElse(0)))
        + " of the time";
  }

  private static String room(Measurement.Resource resource) {
    if (resource.capacity().isEmpty()) {
      return "";
    }
    int capacity = resource.capacity().getAsInt();
    String use = " (" + Rounded.number(resource.meanInUse()) + " of " + capacity + " connections)";
    return resource.meanInUse() < capacity
        ? ", the resource has room" + use
        : ", the resource is full" + use;
  }

  private static String full(Limit.Resource resource, Measurement measured) {
    if (resource.frozen()) {
      return "it stands still, and "
          + measured.seen().population().now()
          + " events are in the pipeline";
    }
    return Rounded.number(resource.meanInUse())
        + " of "
        + resource.capacity().orElse(0)
        + " connections are in use, and workers wait for one in "
        + Rounded.percent(resource.waitShare())
        + " of their service time; more workers would only wait";
  }

  private static Optional<String> outlook(Diagnosis.Outlook outlook) {
    List<String> parts = new ArrayList<>();
    outlook
        .trendPerSecond()
        .ifPresent(
            trend ->
                parts.add(
                    trend > 0
                        ? "Backlog grows by " + Rounded.rate(trend)
                        : "Backlog falls by " + Rounded.rate(-trend)));
    outlook
        .ringFullSeconds()
        .ifPresent(
            full ->
                parts.add(
                    full == 0
                        ? "the ring is full"
                        : "the ring is full in " + Rounded.seconds(full)));
    outlook
        .emptySeconds()
        .ifPresent(empty -> parts.add("nothing is left in " + Rounded.seconds(empty)));
    if (outlook.rejectedPerSecond().orElse(0) > 0) {
      parts.add(Rounded.rate(outlook.rejectedPerSecond().getAsDouble()) + " are rejected");
    }
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    String text = String.join("; ", parts);
    return Optional.of(Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".");
  }

  /** More workers help where workers are the limit, or clients that wait for them. */
  private static Optional<String> advice(
      Limit limit, Measurement measured, WhatIf whatIf, int mostWorkers) {
    int workers = measured.seen().workers();
    boolean workersHelp = limit instanceof Limit.Workers || limit instanceof Limit.Client;
    if (!workersHelp || workers == 0 || workers >= mostWorkers) {
      return Optional.empty();
    }
    OptionalInt knee = whatIf.knee(workers + 1, mostWorkers);
    int more = knee.orElse(Math.min(2 * workers, mostWorkers));
    Optional<WhatIfPoint> point = whatIf.at(more);
    if (point.isPresent() && !point.get().stable()) {
      return Optional.of(
          "No number of workers up to "
              + mostWorkers
              + " would keep up with "
              + Rounded.rate(measured.seen().arrivals().perSecond())
              + ".");
    }
    return point.flatMap(VerdictText::promise);
  }

  private static Optional<String> promise(WhatIfPoint point) {
    String workers = point.workers() + " workers would ";
    OptionalDouble p99 = point.p99ResponseSeconds();
    if (p99.isPresent()) {
      return Optional.of(workers + "hold p99 at about " + Rounded.seconds(p99.getAsDouble()) + ".");
    }
    if (point.meanResponseSeconds().isPresent()) {
      return Optional.of(
          workers
              + "bring the mean response to about "
              + Rounded.seconds(point.meanResponseSeconds().getAsDouble())
              + ".");
    }
    return point.emptySeconds().isPresent()
        ? Optional.of(
            workers
                + "be done in about "
                + Rounded.seconds(point.emptySeconds().getAsDouble())
                + ".")
        : Optional.empty();
  }

  private static Evidence evidence(Ruling ruling) {
    return new Evidence(
        name(ruling.limit()),
        ruling.verdict(),
        ruling.findings().stream().map(VerdictText::text).toList());
  }

  private static String name(Limit limit) {
    return switch (limit) {
      case Limit.Machine machine -> "the machine";
      case Limit.TooFewData few -> "too few data";
      case Limit.Workers workers -> workers.workers() == 0 ? "a pause" : "the workers";
      case Limit.Resource resource -> resource.frozen() ? "a frozen resource" : "the resource";
      case Limit.Contention contention -> "contention";
      case Limit.Client client -> "the clients";
      case Limit.Ring ring -> "the ring";
      case Limit.Arrivals arrivals -> "the arrivals";
      case Limit.Unclear unclear -> "nothing clear";
    };
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
