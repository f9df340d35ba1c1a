package weir.http.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import weir.core.pipeline.Pipeline;

/**
 * Answers a scrape in the format that the scraper asks for: Prometheus' text, that of OpenMetrics,
 * or Protocol Buffers, which alone carry native histograms.
 */
final class MetricsRoute implements Handler {

  private final ExpositionFormats formats = ExpositionFormats.init();
  private final JvmFigures jvm = new JvmFigures();
  private final Pipeline<?> pipeline;
  private final RecentFigures figures;

  MetricsRoute(Pipeline<?> pipeline, RecentFigures figures) {
    this.pipeline = pipeline;
    this.figures = figures;
  }

  @Override
  public void handle(Context context) {
    String accept = context.header("Accept");
    ExpositionFormatWriter writer = formats.findWriter(accept);
    EscapingScheme scheme = EscapingScheme.fromAcceptHeader(accept);
    byte[] answer =
        figures.answer(
            List.of(writer.getContentType(), scheme),
            (totals, snapshot) -> {
              Collection<MetricSnapshot> all =
                  new ArrayList<>(PipelineMetrics.of(pipeline, totals, snapshot));
              jvm.now().forEach(all::add);
              return write(writer, scheme, new MetricSnapshots(all));
            });
    context.contentType(writer.getContentType());
    WholeAnswer.give(context, answer);
  }

  private static byte[] write(
      ExpositionFormatWriter writer, EscapingScheme scheme, MetricSnapshots metrics) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try {
      writer.write(body, metrics, scheme);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory can't fail", e);
    }
    return body.toByteArray();
  }
}
