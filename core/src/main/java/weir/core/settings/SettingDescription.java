package weir.core.settings;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting, described once: flags, files, commands and the socket all go by this. Immutable.
 *
 * @param <S> the record of settings that it is a component of
 * @param <T> what it is a setting of
 */
public final class SettingDescription<S, T> {

  private final String key;
  private final SettingForm<T> form;
  private final String defaultText;
  private final String meaning;
  private final Function<S, T> component;

  SettingDescription(
      String key,
      SettingForm<T> form,
      String defaultText,
      String meaning,
      Function<S, T> component) {
    this.key = key;
    this.form = form;
    this.defaultText = defaultText;
    this.meaning = meaning;
    this.component = component;
  }

  /**
   * What it is called in flags, files and commands.
   *
   * @return such as {@code service-time}
   */
  public String key() {
    return key;
  }

  /**
   * What stands for its value in help texts.
   *
   * @return such as {@code DURATION}
   */
  public String label() {
    return form.label();
  }

  /**
   * Its default as people would write it.
   *
   * @return such as {@code 500ms}
   */
  public String defaultText() {
    return defaultText;
  }

  /**
   * What it does, and its default in brackets.
   *
   * @return a sentence
   */
  public String help() {
    return meaning + " (" + defaultText + ").";
  }

  /** Its text in settings, which {@link #value} reads back. */
  String text(S settings) {
    return form.write().apply(component.apply(settings));
  }

  /** Its value as it is written; if it is not, as before; if there is no before, the default. */
  T value(Map<String, String> texts, @Nullable S before) {
    String text = texts.get(key);
    if (text == null && before != null) {
      return component.apply(before);
    }
    return form.read().apply(key, text == null ? defaultText : text.strip());
  }

  /** Refuses a value that is out of range. */
  void check(T value) {
    form.check().accept(key.replace('-', ' '), value);
  }
}
