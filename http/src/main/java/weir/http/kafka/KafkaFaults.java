package weir.http.kafka;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says in a sentence what Kafka has said in an exception. */
final class KafkaFaults {

  private KafkaFaults() {}

  /** What was thrown, without what only carries it. */
  static Throwable cause(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return cause != null
            && (thrown instanceof ExecutionException || thrown instanceof CompletionException)
        ? cause(cause)
        : thrown;
  }

  /** Whether nobody answered in time. */
  static boolean isSilence(Throwable thrown) {
    return cause(thrown) instanceof TimeoutException;
  }

  /** Whether it may go away by itself: a broker that is not there, or does not answer. */
  static boolean isOutage(Throwable thrown) {
    return cause(thrown) instanceof RetriableException;
  }

  /**
   * Whether a setting was asked for that the broker does not give. To Kafka a missing permission
   * and a missing name are wrong settings as well: others would not help there.
   */
  static boolean isRefusedSetting(Throwable thrown) {
    return switch (cause(thrown)) {
      case AuthenticationException e -> false;
      case AuthorizationException e -> false;
      case InvalidConfigurationException e -> true;
      case InvalidRequestException e -> true;
      default -> false;
    };
  }

  /**
   * Fault and remedy in a sentence.
   *
   * @param settings names what is meant
   * @param thrown by a client
   */
  static String sentence(KafkaSettings settings, Throwable thrown) {
    Throwable fault = cause(thrown);
    return switch (fault) {
      case UnknownTopicOrPartitionException e ->
          "there is no topic "
              + settings.topic()
              + ", or no "
              + settings.deadTopic()
              + " for its dead letters, at "
              + settings.bootstrap()
              + " ("
              + e.getMessage()
              + "): make it, or let it be made (--create-topic true)";
      case TimeoutException e -> noBroker(settings);
      case AuthenticationException e ->
          "the Kafka broker at "
              + settings.bootstrap()
              + " wants to know who asks ("
              + e.getMessage()
              + "): Weir speaks plain text to brokers that ask nobody";
      case AuthorizationException e ->
          "the Kafka broker at "
              + settings.bootstrap()
              + " gives no permission ("
              + e.getMessage()
              + "): ask its owner for rights to topics "
              + settings.topic()
              + " and "
              + settings.deadTopic()
              + " and to group "
              + settings.group();
      case UnsupportedVersionException e ->
          "the Kafka broker at "
              + settings.bootstrap()
              + " is too old ("
              + e.getMessage()
              + "): share groups need Kafka 4.2 or newer";
      case InvalidTopicException e ->
          "the Kafka broker at "
              + settings.bootstrap()
              + " does not take topic "
              + settings.topic()
              + " ("
              + e.getMessage()
              + "): name another with --topic";
      case GroupIdNotFoundException e -> otherGroup(settings);
      case InconsistentGroupProtocolException e -> otherGroup(settings);
      case NoClassDefFoundError e ->
          "records of topic "
              + settings.topic()
              + " are compressed in a way that needs a library ("
              + e.getMessage()
              + "): put it into $WEIR_CLASS_PATH, or name another topic";
      default ->
          "Kafka at "
              + settings.bootstrap()
              + " says: "
              + (fault.getMessage() == null ? fault.getClass().getSimpleName() : fault.getMessage())
              + "; topic "
              + settings.topic()
              + ", group "
              + settings.group();
    };
  }

  static String noBroker(KafkaSettings settings) {
    return "no Kafka broker answers at "
        + settings.bootstrap()
        + ": start one, or correct --bootstrap";
  }

  /** Of an address at which somebody listens. */
  static String noAnswer(KafkaSettings settings) {
    return "what listens at "
        + settings.bootstrap()
        + " does not answer as a Kafka broker does: correct --bootstrap to a listener of a broker"
        + " that speaks plain text, as Weir speaks neither TLS nor SASL, or see whether the broker"
        + " is stuck";
  }

  static String otherGroup(KafkaSettings settings) {
    return "group "
        + settings.group()
        + " at "
        + settings.bootstrap()
        + " is of another kind, as one that takes events in order by key is no share group: name"
        + " another with --group, or give all its processes the same --order-by-key";
  }
}
