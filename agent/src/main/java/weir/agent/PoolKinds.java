package weir.agent;

import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;
import weir.core.watch.PoolKind;

/** Which kind a pool is of. Holds no pool, and no class of the program's. */
final class PoolKinds {

  private static final TomcatPoolKind TOMCAT = new TomcatPoolKind();
  private static final JettyPoolKind JETTY = new JettyPoolKind();

  private PoolKinds() {}

  /** Null if it is none that the agent knows. */
  @SuppressWarnings("unchecked") // given none but pools that it is of
  static @Nullable PoolKind<Object> of(Object pool) {
    if (pool instanceof ThreadPoolExecutor) {
      return (PoolKind<Object>) (PoolKind<?>) PoolKind.ofTheJdk();
    }
    return TOMCAT.has(pool) ? TOMCAT : JETTY.has(pool) ? JETTY : null;
  }
}
