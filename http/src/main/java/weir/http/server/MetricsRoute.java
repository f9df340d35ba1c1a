package weir.http.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import weir.core.pipeline.Pipeline;

/** Answers a scrape in the text format that the scraper asks for. */
final class MetricsRoute implements Handler {

  private final ExpositionFormatWriter prometheusText = PrometheusTextFormatWriter.create();
  private final ExpositionFormatWriter openMetricsText = OpenMetricsTextFormatWriter.create();
  private final Pipeline<HttpEvent> pipeline;

  MetricsRoute(Pipeline<HttpEvent> pipeline) {
    this.pipeline = pipeline;
  }

  @Override
  public void handle(Context context) throws IOException {
    String accept = context.header("Accept");
    ExpositionFormatWriter writer =
        openMetricsText.accepts(accept) ? openMetricsText : prometheusText;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(
        body,
        Metrics.of(pipeline.totals(), pipeline.snapshot()),
        EscapingScheme.fromAcceptHeader(accept));
    context.contentType(writer.getContentType()).result(body.toByteArray());
  }
}
