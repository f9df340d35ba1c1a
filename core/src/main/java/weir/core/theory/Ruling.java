package weir.core.theory;

import java.util.List;
import weir.core.theory.Assumption.Verdict;

/**
 * What a rule found.
 *
 * @param limit that the rule is about
 * @param verdict whether this is the limit
 * @param findings what that rests on
 */
public record Ruling(Limit limit, Verdict verdict, List<Finding> findings) {

  /** Keeps the findings from changing. */
  public Ruling {
    findings = List.copyOf(findings);
  }

  /** A rule all of whose findings must hold: as good as the worst of them. */
  static Ruling all(Limit limit, Finding... findings) {
    Verdict worst = Verdict.HOLDS;
    for (Finding finding : findings) {
      worst = finding.verdict().compareTo(worst) > 0 ? finding.verdict() : worst;
    }
    return new Ruling(limit, worst, List.of(findings));
  }

  /** A rule of which one finding is enough: as good as the best of them; fails without any. */
  static Ruling any(Limit limit, List<Finding> findings) {
    Verdict best = Verdict.FAILS;
    for (Finding finding : findings) {
      best = finding.verdict().compareTo(best) < 0 ? finding.verdict() : best;
    }
    return new Ruling(limit, best, findings);
  }
}
