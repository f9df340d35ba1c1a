package weir.http.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Answers a scrape in the text format that the scraper asks for. */
final class MetricsRoute implements Handler {

  private final ExpositionFormatWriter prometheusText = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetricsText = OpenMetricsTextFormatWriter.create();
  private final RecentFigures figures;

  MetricsRoute(RecentFigures figures) {
    this.figures = figures;
  }

  @Override
  public void handle(Context context) {
    String accept = context.header("Accept");
    ExpositionFormatWriter writer =
        openMetricsText.accepts(accept) ? openMetricsText : prometheusText;
    EscapingScheme scheme = EscapingScheme.fromAcceptHeader(accept);
    byte[] answer =
        figures.answer(
            List.of(writer.getContentType(), scheme),
            (totals, snapshot) -> write(writer, scheme, Metrics.of(totals, snapshot)));
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
