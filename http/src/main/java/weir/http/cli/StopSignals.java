package weir.http.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns Ctrl-C, SIGTERM and SIGHUP into an orderly stop, and the second of them into an immediate
 * one. A shutdown hook could not see the second, nor let the process end with status 0.
 */
final class StopSignals {

  private static final Logger LOG = LoggerFactory.getLogger(StopSignals.class);
  private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

  private StopSignals() {}

  /**
   * Runs an action at the first signal, on a thread of the JVM's.
   *
   * @param stop returns at once
   */
  static void install(Runnable stop) {
    AtomicBoolean stopping = new AtomicBoolean();
    Runnable onSignal =
        () -> {
          if (stopping.compareAndSet(false, true)) {
            stop.run();
          } else {
            Runtime.getRuntime().halt(ExitStatus.STOPPED_AT_ONCE);
          }
        };
    for (String name : NAMES) {
      try {
        handle(name, onSignal);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // Windows has no HUP, and -Xrs reserves them all: then the JVM's own handling stays.
        LOG.debug("SIG{} keeps the JVM's handling", name, e);
      }
    }
  }

  /** By reflection: javac warns of any mention of sun.misc.Signal, and warnings are errors here. */
  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signalType = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    Object handler =
        Proxy.newProxyInstance(
            StopSignals.class.getClassLoader(),
            new Class<?>[] {handlerType},
            (proxy, method, arguments) -> {
              if (method.getName().equals("handle")) {
                action.run();
                return null;
              }
              return method.invoke(action, arguments);
            });
    Object signal = signalType.getConstructor(String.class).newInstance(name);
    try {
      signalType.getMethod("handle", signalType, handlerType).invoke(null, signal, handler);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    }
  }
}
