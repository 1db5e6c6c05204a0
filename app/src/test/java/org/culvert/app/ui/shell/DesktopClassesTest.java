package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class DesktopClassesTest {
  @Test
  @EnabledOnOs(OS.LINUX)
  void thisReleaseOfJavaFxHasAllOfThem() {
    assertEquals(DesktopClasses.NAMES.size(), DesktopClasses.link());
  }
}
