package weir.http.server;

import java.util.Optional;
import weir.core.journal.JournalException;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.link.LinkServer;
import weir.core.pipeline.EventHandlerProvider;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Journal;
import weir.core.pipeline.Journals;
import weir.core.pipeline.Pipeline;
import weir.http.config.JournalChoice;
import weir.http.config.ServeSettings;
import weir.http.config.SettingsException;
import weir.http.kafka.KafkaJournal;

/** The pipeline of a server, or of workers alone, as settings ask for it. */
final class ServedPipeline {

  private ServedPipeline() {}

  /** Starts one, with the handler and the journal that are asked for. */
  static Pipeline<HttpEvent> start(ServeSettings settings)
      throws SettingsException, StartException {
    EventHandlerProvider handler = handler(settings.handler());
    try {
      return HttpEvent.pipeline(settings.pipeline(), handler, journal(settings));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    } catch (JournalException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Journal.Opener<HttpEvent> journal(ServeSettings settings) {
    boolean ordered = settings.orderByKey();
    return switch (settings.journal()) {
      case JournalChoice.Memory memory ->
          ordered ? Journals.memory(HttpEvent::key) : Journals.memory();
      case JournalChoice.Disk disk ->
          ordered
              ? Journals.disk(disk.settings(), HttpEvent.FORMAT, HttpEvent::key)
              : Journals.disk(disk.settings(), HttpEvent.FORMAT);
      case JournalChoice.Kafka kafka ->
          ordered
              ? KafkaJournal.opener(kafka.settings(), HttpEvent.FORMAT, HttpEvent::key)
              : KafkaJournal.opener(kafka.settings(), HttpEvent.FORMAT);
    };
  }

  private static EventHandlerProvider handler(String name) throws SettingsException {
    try {
      return EventHandlers.named(name);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Where its local socket is asked to be. */
  static Optional<LinkAddress> address(ServeSettings settings) throws LinkException {
    return settings.socket().isPresent()
        ? Optional.of(LinkAddresses.parse(settings.socket().get()))
        : Optional.empty();
  }

  /** Opens its local socket, and writes down what is to be written down. */
  static LinkServer show(Pipeline<HttpEvent> pipeline, ServeSettings settings, LinkAddress address)
      throws LinkException {
    if (settings.histogramLog().isPresent()) {
      pipeline.logTo(settings.histogramLog().get());
    }
    if (settings.faults()) {
      pipeline.allowFaults();
    }
    LinkServer link = pipeline.listen(address);
    link.allowRecordingsIn(RecordingsFolder.of(System.getenv(), System.getProperties()));
    if (settings.recording().isPresent()) {
      link.record(settings.recording().get());
    }
    return link;
  }
}
