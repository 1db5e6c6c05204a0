package org.culvert.app.ui.icons;

import org.kordamp.ikonli.Ikon;

/** The window's icons: those of Feather that it uses. */
public enum Icon implements Ikon {
  ACTIVITY("fth-activity", 0xe000),
  ALERT_TRIANGLE("fth-alert-triangle", 0xe004),
  ARROW_DOWN("fth-arrow-down", 0xe00c),
  ARROW_LEFT("fth-arrow-left", 0xe010),
  ARROW_RIGHT("fth-arrow-right", 0xe012),
  ARROW_UP("fth-arrow-up", 0xe014),
  CHECK_CIRCLE("fth-check-circle", 0xe02c),
  CHEVRON_DOWN("fth-chevron-down", 0xe02e),
  CHEVRON_RIGHT("fth-chevron-right", 0xe030),
  CHEVRON_UP("fth-chevron-up", 0xe035),
  COPY("fth-copy", 0xe047),
  CORNER_UP_LEFT("fth-corner-up-left", 0xe04e),
  CORNER_UP_RIGHT("fth-corner-up-right", 0xe04f),
  DOWNLOAD("fth-download", 0xe05b),
  FILTER("fth-filter", 0xe06e),
  GLOBE("fth-globe", 0xe07c),
  HELP_CIRCLE("fth-help-circle", 0xe082),
  INFO("fth-info", 0xe087),
  LIFE_BUOY("fth-life-buoy", 0xe08d),
  LOADER("fth-loader", 0xe092),
  MINUS_CIRCLE("fth-minus-circle", 0xe0a4),
  MONITOR("fth-monitor", 0xe0a6),
  MOON("fth-moon", 0xe0a7),
  MORE_HORIZONTAL("fth-more-horizontal", 0xe0a8),
  PLUS("fth-plus", 0xe0c0),
  REFRESH_CW("fth-refresh-cw", 0xe0c8),
  SEARCH("fth-search", 0xe0d0),
  SERVER("fth-server", 0xe0d2),
  SETTINGS("fth-settings", 0xe0d3),
  SHIELD("fth-shield", 0xe0d6),
  SHIELD_OFF("fth-shield-off", 0xe0d7),
  SHUFFLE("fth-shuffle", 0xe0da),
  SLASH("fth-slash", 0xe0df),
  STAR("fth-star", 0xe0e5),
  SUN("fth-sun", 0xe0e7),
  X("fth-x", 0xe115),
  X_CIRCLE("fth-x-circle", 0xe116);

  private final String literal;
  private final int code;

  Icon(String literal, int code) {
    this.literal = literal;
    this.code = code;
  }

  /** As views name it. */
  @Override
  public String getDescription() {
    return literal;
  }

  @Override
  public int getCode() {
    return code;
  }
}
