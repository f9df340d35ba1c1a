package weir.core.pipeline;

/** Waits for a pipeline whose past comes to it bit by bit. */
final class DrainWatch {

  private DrainWatch() {}

  static void untilEnded(Pipeline<?> pipeline) throws InterruptedException {
    while (pipeline.totals().inPipeline() > 0) {
      Thread.sleep(5);
    }
  }
}
