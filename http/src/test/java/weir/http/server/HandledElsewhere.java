package weir.http.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import weir.core.pipeline.Journal;

/** A journal that says of itself that it hands events to other processes as well. */
final class HandledElsewhere<P> {

  private final Journal<P> journal;

  @SuppressWarnings("unchecked") // the proxy is for nothing but this interface
  HandledElsewhere(Journal<P> real) {
    journal =
        (Journal<P>)
            Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("handlesWhatWasPublished")) {
                    return false;
                  }
                  try {
                    return method.invoke(real, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
  }

  Journal<P> journal() {
    return journal;
  }
}
