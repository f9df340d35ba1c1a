package weir.desktop.model;

import weir.core.theory.Assumption;
import weir.core.theory.Diagnosis;
import weir.core.theory.Limit;
import weir.core.theory.Measurement;

/** A limit in words. */
final class LimitText {

  /** Above it "3 of 3 busy" says what happens; below it some of them are idle. */
  private static final double ALL_BUSY = 0.9;

  private LimitText() {}

  /** In a word or two. */
  static String word(Limit limit) {
    return switch (limit) {
      case Limit.Machine machine -> "Machine";
      case Limit.TooFewData few -> "Too early";
      case Limit.NothingToDo nothing -> "Idle";
      case Limit.Workers workers -> workers.workers() == 0 ? "Paused" : "Workers";
      case Limit.Resource resource -> resource.frozen() ? "Frozen" : "Resource";
      case Limit.Contention contention -> "Contention";
      case Limit.Client client -> "Clients";
      case Limit.Ring ring -> "Ring";
      case Limit.Arrivals arrivals -> "Arrivals";
      case Limit.Unclear unclear -> "Unclear";
    };
  }

  /** As the rules are called in the evidence. */
  static String name(Limit limit) {
    return switch (limit) {
      case Limit.Machine machine -> "the machine";
      case Limit.TooFewData few -> "too few data";
      case Limit.NothingToDo nothing -> "nothing to do";
      case Limit.Workers workers -> workers.workers() == 0 ? "a pause" : "the workers";
      case Limit.Resource resource -> resource.frozen() ? "a frozen resource" : "the resource";
      case Limit.Contention contention -> "contention";
      case Limit.Client client -> "the clients";
      case Limit.Ring ring -> "the ring";
      case Limit.Arrivals arrivals -> "the arrivals";
      case Limit.Unclear unclear -> "nothing clear";
    };
  }

  /** In a sentence, with the figures that say it. */
  static String sentence(Diagnosis diagnosis, Measurement measured) {
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
              + (few.ended() == 1 ? " event" : " events")
              + " ended in the "
              + Rounded.seconds(few.seconds())
              + " since anything was set; it takes 5 s, 10 events and more where they differ.";
      case Limit.NothingToDo nothing ->
          measured.seen().arrivals().count() == 0 && measured.seen().population().most() == 0
              ? "Nothing to do: nothing arrives."
              : "Nothing to do: all that came is done, and nothing more arrives.";
      case Limit.Workers workers ->
          workers.workers() == 0
              ? "Workers are the limit: there are none, and "
                  + events(measured, " waits", " wait")
                  + "."
              : "Workers are "
                  + are
                  + "the limit: "
                  + busy(measured)
                  + measured.resource().map(LimitText::room).orElse("")
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
              + " events in the pipeline; "
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
          "Arrivals are "
              + are
              + "the limit: all that comes, "
              + Rounded.rate(arrivals.perSecond())
              + ", is done, and "
              + Rounded.percent(arrivals.spareShare())
              + " of the workers' time is to spare.";
      case Limit.Unclear unclear ->
          unclear.candidates().isEmpty()
              ? "No verdict: no rule fits what was measured; "
                  + busy(measured)
                  + ", and "
                  + Rounded.number(measured.meanBacklog())
                  + " wait on average."
              : "No clear verdict: it may be "
                  + String.join(" or ", unclear.candidates().stream().map(LimitText::name).toList())
                  + "; "
                  + busy(measured)
                  + ", and "
                  + Rounded.number(measured.meanBacklog())
                  + " wait on average.";
    };
  }

  private static String busy(Measurement measured) {
    int workers = measured.seen().workers();
    double share = Math.min(1, measured.busyShare().orElse(0));
    return (share >= ALL_BUSY
            ? workers + " of " + workers
            : workers == 1 ? "the worker is" : "the " + workers + " workers are")
        + " busy "
        + Rounded.percent(share)
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

  private static String events(Measurement measured, String one, String more) {
    long now = measured.seen().population().now();
    return now == 1 ? "1 event" + one : Rounded.number((double) now) + " events" + more;
  }

  private static String full(Limit.Resource resource, Measurement measured) {
    if (resource.frozen()) {
      return "it stands still, and "
          + events(measured, " is in the pipeline", " are in the pipeline");
    }
    return Rounded.number(resource.meanInUse())
        + " of "
        + resource.capacity().orElse(0)
        + " connections are in use, and workers wait for one in "
        + Rounded.percent(resource.waitShare())
        + " of their service time; more workers would only wait";
  }
}
