package weir.agent;

import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import weir.core.watch.PoolKind;
import weir.core.watch.PoolSize;

/** Pools of a server's own class, which are asked and set by its methods. */
abstract sealed class ServerPoolKind implements PoolKind<Object>
    permits JettyPoolKind, TomcatPoolKind {

  static final MethodType NUMBER = MethodType.methodType(int.class);
  static final MethodType FLAG = MethodType.methodType(boolean.class);

  private static final MethodType SETTER = MethodType.methodType(void.class, int.class);

  /** The class, with these methods and those that its kind needs beside them. */
  final ForeignClass pools;

  private final String getCore;
  private final String getMost;
  private final String setCore;
  private final String setMost;
  private final String getThreads;

  /**
   * Knows what the methods are called.
   *
   * @param pool the class
   * @param core of {@code getCore} and {@code setCore}, without that
   * @param most the same of the maximum
   * @param getThreads the method that counts those there are
   * @param others more methods, and what each takes and returns
   */
  ServerPoolKind(
      HookedPool pool,
      String core,
      String most,
      String getThreads,
      Map<String, MethodType> others) {
    getCore = "get" + core;
    getMost = "get" + most;
    setCore = "set" + core;
    setMost = "set" + most;
    this.getThreads = getThreads;
    Map<String, MethodType> methods = new HashMap<>(others);
    methods.put(getCore, NUMBER);
    methods.put(getMost, NUMBER);
    methods.put(setCore, SETTER);
    methods.put(setMost, SETTER);
    methods.put(getThreads, NUMBER);
    methods.put("getQueue", MethodType.methodType(BlockingQueue.class));
    pools = new ForeignClass(pool.className, methods);
  }

  final boolean has(Object pool) {
    return pools.isOf(pool);
  }

  @Override
  public final Optional<PoolSize> size(Object pool) {
    OptionalInt least = pools.number(pool, getCore);
    OptionalInt largest = pools.number(pool, getMost);
    return least.isPresent() && largest.isPresent()
        ? Optional.of(new PoolSize(least.getAsInt(), largest.getAsInt()))
        : Optional.empty();
  }

  @Override
  public final void setCore(Object pool, int count) {
    pools.set(pool, setCore, count);
  }

  @Override
  public final void setMost(Object pool, int count) {
    pools.set(pool, setMost, count);
  }

  @Override
  public final OptionalInt threads(Object pool) {
    return pools.number(pool, getThreads);
  }

  @Override
  @SuppressWarnings("unchecked") // so it is declared
  public final Optional<BlockingQueue<Runnable>> queue(Object pool) {
    return Optional.ofNullable((BlockingQueue<Runnable>) pools.object(pool, "getQueue"));
  }
}
