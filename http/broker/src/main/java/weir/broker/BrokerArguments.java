package weir.broker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the broker is told.
 *
 * @param folder where it keeps everything
 * @param port TCP port of its clients, 0 to 65535; 0 takes any free one
 * @param host address that it listens on and tells its clients
 * @param untilInputEnds whether it stops when its standard input ends, as with who has started it
 * @param settings of Kafka, which win over those of this program
 */
record BrokerArguments(
    Path folder, int port, String host, boolean untilInputEnds, Map<String, String> settings) {

  static final String USAGE =
      "usage: --folder DIR [--port N] [--host ADDRESS] [--until-input-ends] [NAME=VALUE ...]";

  private static final int DEFAULT_PORT = 9092;
  private static final int MAX_PORT = 65_535;

  /**
   * Reads the arguments.
   *
   * @throws BrokerFault if they can't be used
   */
  static BrokerArguments parse(String... arguments) throws BrokerFault {
    String folder = "";
    int port = DEFAULT_PORT;
    String host = "127.0.0.1";
    boolean untilInputEnds = false;
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      switch (argument) {
        case "--folder" -> folder = value(arguments, ++i);
        case "--port" -> port = port(value(arguments, ++i));
        case "--host" -> host = value(arguments, ++i);
        case "--until-input-ends" -> untilInputEnds = true;
        default -> {
          int equals = argument.indexOf('=');
          if (equals < 1 || argument.startsWith("-")) {
            throw new BrokerFault("there is no argument " + argument + "; " + USAGE);
          }
          settings.put(argument.substring(0, equals), argument.substring(equals + 1));
        }
      }
    }
    if (folder.isBlank()) {
      throw new BrokerFault("--folder is missing; " + USAGE);
    }
    try {
      return new BrokerArguments(Path.of(folder), port, host, untilInputEnds, Map.copyOf(settings));
    } catch (InvalidPathException e) {
      throw new BrokerFault("--folder is no valid path (" + e.getReason() + "); " + USAGE, e);
    }
  }

  private static String value(String[] arguments, int index) throws BrokerFault {
    if (index >= arguments.length) {
      throw new BrokerFault("a value is missing after " + arguments[index - 1] + "; " + USAGE);
    }
    return arguments[index];
  }

  private static int port(String text) throws BrokerFault {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Told below like a number out of range.
    }
    throw new BrokerFault("\"" + text + "\" is no TCP port: give one from 0 to " + MAX_PORT);
  }
}
