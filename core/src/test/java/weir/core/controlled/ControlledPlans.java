package weir.core.controlled;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The plans, loaded anew together with the classes that they drive. */
final class ControlledPlans {

  private static final String PLANS = "weir.core.worker.plans.PoolPlan";

  private ControlledPlans() {}

  /**
   * Loads the plans.
   *
   * @param mutated class files, by name, to load in place of the shipped ones
   */
  static List<Plan> of(Map<String, byte[]> mutated) {
    try {
      Class<?> plans = Class.forName(PLANS, true, new ControlledClasses(mutated));
      return Stream.of(plans.getEnumConstants()).map(Plan.class::cast).toList();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the plans are not on the class path", e);
    }
  }
}
