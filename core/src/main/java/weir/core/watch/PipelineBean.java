package weir.core.watch;

import java.util.List;
import weir.core.link.CommandExecutor;
import weir.core.link.CommandOutcome;
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
    register(pipeline, pipeline);
  }

  /**
   * The same of a pipeline that is controlled over its local socket alone: the bean has figures,
   * and refuses to change anything.
   *
   * @param pipeline what to show
   * @throws IllegalStateException if it is closed
   */
  public static void registerToRead(Pipeline<?> pipeline) {
    register(
        pipeline,
        command ->
            new CommandOutcome.Refused(
                "JMX only shows "
                    + pipeline.name()
                    + ": change it over its local socket, such as with 'weir workers N'"));
  }

  private static void register(Pipeline<?> pipeline, CommandExecutor commands) {
    SourceBean bean =
        new SourceBean(pipeline::source, pipeline::snapshot, () -> remarks(pipeline), commands);
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
