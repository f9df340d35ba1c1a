package weir.core.pipeline;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** Finds the handlers on the class path, through {@link ServiceLoader}. */
public final class EventHandlers {

  private EventHandlers() {}

  /**
   * Finds a handler by name.
   *
   * @param name its {@link EventHandlerProvider#name()}
   * @return the provider
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static EventHandlerProvider named(String name) {
    EventHandlerProvider provider = load().get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "there is no handler '" + name + "': choose one of " + String.join(", ", names()));
    }
    return provider;
  }

  /**
   * The names there are.
   *
   * @return the names, sorted
   */
  public static Set<String> names() {
    return load().keySet();
  }

  private static Map<String, EventHandlerProvider> load() {
    Map<String, EventHandlerProvider> byName = new TreeMap<>();
    for (EventHandlerProvider provider : ServiceLoader.load(EventHandlerProvider.class)) {
      EventHandlerProvider other = byName.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalArgumentException(
            "two handlers are named '"
                + provider.name()
                + "': "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName()
                + "; rename one");
      }
    }
    return byName;
  }
}
