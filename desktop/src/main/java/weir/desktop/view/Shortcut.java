package weir.desktop.view;

import java.util.List;
import java.util.Map;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
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
   * @param text such as {@code Shortcut+Shift+Z}, with the name of a {@link KeyCode} at its end;
   *     Shortcut is Ctrl, or Command on a Mac
   */
  static Shortcut keys(String text) {
    List<String> parts = List.of(text.split("\\+", -1));
    KeyCode code = KeyCode.valueOf(parts.getLast());
    KeyCombination.Modifier[] modifiers =
        parts.subList(0, parts.size() - 1).stream()
            .map(
                part ->
                    part.equals("Shift") ? KeyCombination.SHIFT_DOWN : KeyCombination.SHORTCUT_DOWN)
            .toArray(KeyCombination.Modifier[]::new);
    return new Keys(code, new KeyCodeCombination(code, modifiers));
  }

  /** A character, wherever the keyboard has it. */
  static Shortcut character(String character) {
    return new Typed(character);
  }

  /** Keys by where they are; those of the numeric keypad do what their likes do. */
  record Keys(KeyCode code, KeyCombination combination) implements Shortcut {

    private static final Map<KeyCode, KeyCode> KEYPAD =
        Map.of(
            KeyCode.KP_UP, KeyCode.UP,
            KeyCode.KP_DOWN, KeyCode.DOWN,
            KeyCode.KP_LEFT, KeyCode.LEFT,
            KeyCode.KP_RIGHT, KeyCode.RIGHT);

    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_PRESSED
          && !(isPlain(event) && isForText(event))
          && (combination.match(event) || (KEYPAD.get(event.getCode()) == code && isPlain(event)));
    }

    /** What has no modifier may be meant for the text that somebody types. */
    private static boolean isForText(KeyEvent event) {
      return event.getTarget() instanceof TextInputControl && !event.getCode().isFunctionKey();
    }

    private static boolean isPlain(KeyEvent event) {
      return !event.isShortcutDown()
          && !event.isControlDown()
          && !event.isShiftDown()
          && !event.isAltDown();
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
