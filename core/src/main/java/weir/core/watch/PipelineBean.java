package weir.core.watch;

import java.util.List;
import weir.core.pipeline.Pipeline;
import weir.core.worker.StartFailure;

/** Shows pipelines by JMX. */
public final class PipelineBean {

  private PipelineBean() {}

  /**
   * Shows a pipeline as a {@link SourceMXBean}, {@code weir:type="pipeline",name="NAME"}, until it
   * is closed. Starts the JVM's management, where nobody has. Without JMX, it is logged and nothing
   * else happens. Thread-safe.
   *
   * @param pipeline what to show
   * @throws IllegalStateException if it is closed
   */
  public static void register(Pipeline<?> pipeline) {
    SourceBean bean =
        new SourceBean(pipeline::source, pipeline::snapshot, () -> remarks(pipeline), pipeline);
    bean.register();
    pipeline.closeWithThis(bean);
  }

  private static List<String> remarks(Pipeline<?> pipeline) {
    return pipeline.startFailure().map(PipelineBean::text).stream().toList();
  }

  private static String text(StartFailure trouble) {
    return "workers can't be started, attempts that failed in a row: "
        + trouble.attempts()
        + ", the last with "
        + trouble.cause();
  }
}
