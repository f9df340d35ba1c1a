package weir.core.pipeline;

import weir.core.latency.LatencyStatistics;

/**
 * What a pipeline gives the journal that it opens.
 *
 * @param <P> type of the payload
 */
public final class JournalSetup<P> {

  private final PipelineSettings settings;
  private final EventHandler<P> handler;
  private final LatencyStatistics latencies;

  JournalSetup(PipelineSettings settings, EventHandler<P> handler, LatencyStatistics latencies) {
    this.settings = settings;
    this.handler = handler;
    this.latencies = latencies;
  }

  /**
   * How the pipeline starts.
   *
   * @return its settings; of a journal that has none, the ring's size says nothing
   */
  public PipelineSettings settings() {
    return settings;
  }

  /**
   * What handles and measures the events of one worker.
   *
   * @param place of the worker, from 0 to below the settings' {@code maxWorkers}; one thread at a
   *     time works at a place
   * @return the handler, for that place
   */
  public MeasuredHandler<P> worker(int place) {
    return new MeasuredHandler<>(handler, latencies.forWorker(place), latencies.cohorts());
  }

  /** What the pipeline's own journal counts arrivals in. */
  LatencyStatistics latencies() {
    return latencies;
  }
}
