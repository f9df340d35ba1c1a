package weir.desktop.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.core.theory.Assumption;
import weir.desktop.model.VerdictText;
import weir.desktop.model.VerdictText.Advice;
import weir.desktop.model.VerdictText.Evidence;

/**
 * What a verdict rests on: what was measured, the rule that decided, what would help and by which
 * model, and why it is none of the other limits. It shows one verdict, and does not move while it
 * is read.
 */
final class EvidenceCard extends VBox {

  private static final double WIDTH = 680;

  private final ScrollPane scroll;

  /**
   * Creates the card.
   *
   * @param verdict the one on show; null if there is none
   */
  EvidenceCard(@Nullable VerdictText verdict) {
    setId("evidence");
    setMaxWidth(WIDTH);
    VBox all = new VBox();
    all.getStyleClass().add("evidence");
    Label title = text(verdict == null ? "No verdict" : verdict.headline(), "overlay-title");
    title.setId("evidence-headline");
    title.setMinHeight(USE_PREF_SIZE);
    if (verdict == null) {
      all.getChildren().add(text("It takes a server, and figures of its workers.", "text-muted"));
    } else {
      fill(verdict, all.getChildren());
    }
    scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText("Evidence");
    getChildren().addAll(title, scroll);
  }

  /** What gets the keys: arrows scroll it. */
  ScrollPane scroll() {
    return scroll;
  }

  private static void fill(VerdictText verdict, List<Node> all) {
    all.add(text(verdict.measured(), "text-muted"));
    verdict.evidence().stream()
        .filter(Evidence::decides)
        .forEach(rule -> add(rule, "decides", all));
    verdict.advice().ifPresent(advice -> add(advice, all));
    List<Evidence> others = verdict.evidence().stream().filter(rule -> !rule.decides()).toList();
    all.add(text("The other rules, in their order", "control-title"));
    others.forEach(rule -> add(rule, reads(rule.verdict()), all));
  }

  private static String reads(Assumption.Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "holds too, and comes later";
      case DOUBTFUL -> "doubtful";
      case FAILS -> "ruled out";
    };
  }

  private static void add(Evidence rule, String role, List<Node> all) {
    Label name =
        text(
            sign(rule.verdict()) + " " + Text.sentenceCase(rule.rule()) + ": " + role,
            "evidence-rule");
    all.add(name);
    rule.reasons().forEach(finding -> all.add(text(finding, "evidence-finding")));
    if (rule.reasons().isEmpty()) {
      all.add(text("nothing measured that it could judge", "evidence-finding"));
    }
  }

  private static String sign(Assumption.Verdict verdict) {
    return switch (verdict) {
      case HOLDS -> "✓";
      case DOUBTFUL -> "?";
      case FAILS -> "✗";
    };
  }

  private static void add(Advice advice, List<Node> all) {
    all.add(text("Advice: " + advice.sentence(), "evidence-rule"));
    all.add(text("model: " + advice.model(), "evidence-finding"));
    advice.assumptions().forEach(one -> all.add(text(one, "evidence-finding")));
  }

  private static Label text(String text, String style) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add(style);
    return label;
  }
}
