package org.culvert.app.settings;

import java.util.Locale;

/** A language that the window speaks. */
public enum Language {
  ENGLISH("English", Locale.ENGLISH),
  GERMAN("Deutsch", Locale.GERMAN),
  FRENCH("Français", Locale.FRENCH),
  SPANISH("Español", Locale.of("es")),
  CHINESE("简体中文", Locale.forLanguageTag("zh-Hans-CN"));

  private final String ownName;
  private final Locale locale;

  Language(String ownName, Locale locale) {
    this.ownName = ownName;
    this.locale = locale;
  }

  /** What it is called by those who speak it: they need to find it among others. */
  public String ownName() {
    return ownName;
  }

  /**
   * Its words, numbers and dates.
   *
   * @param system how the desktop speaks; where that is this language, also as it is spoken there
   */
  public Locale locale(Locale system) {
    return system.getLanguage().equals(locale.getLanguage()) && this != CHINESE ? system : locale;
  }
}
