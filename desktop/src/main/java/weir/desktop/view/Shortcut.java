package weir.desktop.view;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** A key, or some at once, that does something. */
sealed interface Shortcut {

  /** Whether this is what was pressed, and not just a letter in a text. */
  boolean matches(KeyEvent event);

  /** How people write it, e.g. {@code Ctrl+K}. */
  String label();

  /**
   * Keys by where they are.
   *
   * @param text such as {@code Shortcut+K}; Shortcut is Ctrl, or Command on a Mac
   */
  static Shortcut keys(String text) {
    return new Keys(KeyCombination.valueOf(text));
  }

  /** A character, wherever the keyboard has it. */
  static Shortcut character(String character) {
    return new Typed(character);
  }

  /** Keys by where they are. */
  record Keys(KeyCombination combination) implements Shortcut {

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_PRESSED && combination.match(event);
    }

    @Override
    public String label() {
      return combination.getDisplayText();
    }
  }

  /** A character that is typed, but not into a text. */
  record Typed(String character) implements Shortcut {

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_TYPED
          && event.getCharacter().equals(character)
          && !(event.getTarget() instanceof TextInputControl);
    }

    @Override
    public String label() {
      return character;
    }
  }
}
