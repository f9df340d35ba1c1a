package weir.core.pipeline;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.SyncPolicy;
import weir.core.ring.PublishOutcome;

/**
 * A process with a pipeline on disk. It publishes until it is killed, and writes what it tells and
 * does in single calls, so that a kill loses nothing of it: {@code a ID} once an event is accepted,
 * {@code s ID THREAD} and {@code e ID THREAD} as it is handled; first of all {@code r COUNT}, how
 * many are handled for the second time.
 */
final class KilledProgram {

  private static final int MOST_UNANSWERED = 64;

  private KilledProgram() {}

  /** Folder, policy, file to write to, number of the run; and "drain" to handle what is left. */
  public static void main(String[] args) throws Exception {
    DiskJournalSettings settings =
        DiskJournalSettings.defaults(Path.of(args[0]))
            .withSync(SyncPolicy.parse(args[1]))
            .withMaxBytes(8 << 20);
    try (FileOutputStream out = new FileOutputStream(args[2], /* append= */ true)) {
      Pipeline<byte[]> pipeline =
          Pipeline.start(
              PipelineSettings.defaults().withRingSize(256).withWorkers(4, 4),
              "killed",
              context ->
                  (payload, event) -> {
                    String line = new String(payload, StandardCharsets.US_ASCII);
                    line += " " + Thread.currentThread().getName() + "\n";
                    say(out, "s " + line);
                    Thread.sleep(1);
                    say(out, "e " + line);
                  },
              Journals.disk(settings, PayloadFormat.BYTES));
      say(out, "r " + pipeline.journal().orElseThrow().redelivered() + "\n");
      System.out.print('+');
      System.out.flush();
      if (args.length > 4) {
        DrainWatch.untilEnded(pipeline);
        pipeline.drain(Duration.ofSeconds(20));
        pipeline.close();
        System.out.print(pipeline.totals());
        return;
      }
      publish(pipeline, out, args[3]);
    }
  }

  private static void publish(Pipeline<byte[]> pipeline, FileOutputStream out, String run)
      throws InterruptedException {
    Semaphore unanswered = new Semaphore(MOST_UNANSWERED);
    for (int number = 0; ; number++) {
      unanswered.acquire();
      String id = run + "-" + number;
      pipeline.publish(
          id.getBytes(StandardCharsets.US_ASCII),
          Journal.ON_ACCEPTANCE,
          outcome -> {
            if (outcome == PublishOutcome.ACCEPTED) {
              say(out, "a " + id + "\n");
            }
            unanswered.release();
          });
    }
  }

  private static void say(FileOutputStream out, String line) {
    try {
      out.write(line.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
