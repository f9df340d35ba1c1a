package weir.desktop.model;

import javafx.beans.property.Property;
import org.jspecify.annotations.Nullable;

/** Keeps the choice of a width and the viewport in step. */
final class SpanChoice {

  private SpanChoice() {}

  /** A width that is chosen is shown; a view of no such width is no choice. */
  static void join(Property<@Nullable TimeSpan> span, Viewport viewport) {
    span.addListener(
        (property, before, chosen) -> {
          if (chosen != null && chosen != of(viewport.viewProperty().get())) {
            viewport.follow(chosen.spanNanos());
          }
        });
    viewport.viewProperty().subscribe(view -> span.setValue(of(view)));
  }

  private static @Nullable TimeSpan of(View view) {
    for (TimeSpan span : TimeSpan.values()) {
      if (view.following() && view.spanNanos() == span.spanNanos()) {
        return span;
      }
    }
    return null;
  }
}
