package weir.broker;

/** The broker can't run. The message says why and what to do. */
final class BrokerFault extends Exception {

  private static final long serialVersionUID = 1L;

  BrokerFault(String message) {
    super(message);
  }

  BrokerFault(String message, Throwable cause) {
    super(message, cause);
  }
}
