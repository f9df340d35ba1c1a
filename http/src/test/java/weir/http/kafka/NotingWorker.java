package weir.http.kafka;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import weir.core.pipeline.PayloadFormat;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/** A process to be killed: its workers note each event in a file as they handle it. */
final class NotingWorker {

  private NotingWorker() {}

  /**
   * Works until its standard input ends.
   *
   * @param arguments broker, topic, group, file, workers
   */
  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[3]);
    KafkaSettings settings =
        KafkaSettings.of(arguments[0])
            .with(arguments[1], arguments[2])
            .withLock(Duration.ofSeconds(2));
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withWorkers(Integer.parseInt(arguments[4]), 8),
            "noting",
            context ->
                (payload, event) -> {
                  TimeUnit.MILLISECONDS.sleep(5);
                  byte[] line =
                      (new String(payload, StandardCharsets.UTF_8) + "\n")
                          .getBytes(StandardCharsets.UTF_8);
                  Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                },
            KafkaJournal.opener(settings, PayloadFormat.BYTES))) {
      System.out.println("works with " + pipeline.workers().requested());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
