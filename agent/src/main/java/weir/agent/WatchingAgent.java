package weir.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.watch.Watcher;

/** The agent while it is in a program: from attach to detach. */
public final class WatchingAgent implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchingAgent.class);

  /** As its Agent class knows it, which may be of another version. */
  private static final String STATE = "weir.agent.state";

  private final Instrumentation instrumentation;
  private final boolean isControlled;
  private final Watcher watcher = new Watcher();
  private final HookedPools hooked = new HookedPools();
  private final KnownPools pools = new KnownPools();
  private final Keeper keeper;
  private final BridgeInJdk bridge;
  private final LinkAddress address;

  /** Removes the socket's file when the program ends. */
  private final Thread atTheEnd = new Thread(watcher::close, "weir-agent-end");

  private WatchingAgent(Instrumentation instrumentation, boolean isControlled)
      throws ReflectiveOperationException, IOException {
    this.instrumentation = instrumentation;
    this.isControlled = isControlled;
    bridge = BridgeInJdk.in(instrumentation);
    keeper = new Keeper(pools, watcher, isControlled, instrumentation, this::tellState);
    address = open(watcher);
  }

  /** Whoever attaches can't name another place, as the sentences of the socket advise. */
  private static LinkAddress open(Watcher watcher) throws LinkException {
    try {
      return watcher.open(LinkAddresses.ofProcess(ProcessHandle.current().pid()));
    } catch (LinkException e) {
      String fault = String.valueOf(e.getMessage()).replaceFirst(": name another .*", "");
      throw new LinkException(
          fault + ": mend that, or start the program with another XDG_RUNTIME_DIR", e);
    }
  }

  /**
   * Starts to watch. Whatever fails, nothing is left behind.
   *
   * @param instrumentation the JVM's
   * @param isControlled whether the panel may resize executors
   * @return the agent; {@link #end} takes it out again
   * @throws LinkException if the socket can't be opened; the message says why
   * @throws IOException if the agent's jar can't be read
   * @throws ReflectiveOperationException if this JVM keeps its classes from being hooked
   */
  public static AutoCloseable start(Instrumentation instrumentation, boolean isControlled)
      throws ReflectiveOperationException, IOException {
    WatchingAgent agent = new WatchingAgent(instrumentation, isControlled);
    try {
      agent.hook();
      return agent;
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      agent.end(false);
      throw e;
    }
  }

  private void hook() throws ReflectiveOperationException {
    Hooks hooks = new Hooks(pools);
    Rehearsal.run(hooks);
    bridge.connect(hooks);
    instrumentation.addTransformer(hooked, true);
    transform();
    String fault = hooked.fault();
    if (fault != null) {
      throw new IllegalStateException("ThreadPoolExecutor can't be hooked: " + fault);
    }
    ThreadSearch.findAll(pools);
    keeper.start();
    tellState();
    Runtime.getRuntime().addShutdownHook(atTheEnd);
  }

  /** The original bytes, and what the transformers that there are make of them. */
  private void transform() {
    try {
      instrumentation.retransformClasses(ThreadPoolExecutor.class);
    } catch (java.lang.instrument.UnmodifiableClassException e) {
      throw new IllegalStateException("this JVM lets nobody change ThreadPoolExecutor", e);
    }
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      HookedPool pool = HookedPool.ofClass(type.getName());
      if (pool != null && pool != HookedPool.JDK) {
        transform(type);
      }
    }
  }

  /** Of a class loader of the program's; one that can't be changed is left out. */
  private void transform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (java.lang.instrument.UnmodifiableClassException
        | RuntimeException
        | LinkageError
        | InternalError e) {
      LOG.warn("{} of {} stays as it is", type.getName(), type.getClassLoader(), e);
    }
  }

  private void tellState() {
    System.setProperty(
        STATE,
        String.join(
            ";",
            "version " + version(),
            "socket " + LinkAddresses.describe(address),
            "executors " + keeper.count(),
            isControlled ? "control" : "passive"));
  }

  private static String version() {
    return AgentVersion.read();
  }

  /**
   * Takes the agent out: the classes have their bytes again, the threads have ended, the socket is
   * gone.
   *
   * @param undo whether executors that were resized get their sizes back
   * @return what was done, in words
   */
  public String end(boolean undo) {
    try {
      bridge.disconnect();
    } catch (ReflectiveOperationException e) {
      LOG.warn("the hooks are still connected", e);
    }
    if (instrumentation.removeTransformer(hooked)) {
      transform();
    }
    keeper.close();
    int undone = undo ? keeper.undo() : 0;
    keeper.hideAll();
    watcher.close();
    forgetTheEnd();
    return !undo
        ? "nothing else was changed"
        : undone == 0
            ? "no executor had been resized"
            : undone == 1
                ? "1 executor has its size again"
                : undone + " executors have their sizes again";
  }

  private void forgetTheEnd() {
    try {
      Runtime.getRuntime().removeShutdownHook(atTheEnd);
    } catch (IllegalStateException e) {
      LOG.debug("the program ends meanwhile", e);
    }
  }

  @Override
  public void close() {
    end(false);
  }
}
