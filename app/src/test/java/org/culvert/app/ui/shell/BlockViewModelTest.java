package org.culvert.app.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.culvert.app.state.AppState;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockViewModelTest {
  private final Locale before = Locale.getDefault();
  private final FakeHelper helper = new FakeHelper();
  private final List<String> said = new ArrayList<>();
  private final BlockViewModel model =
      new BlockViewModel(new AppState(), helper, Runnable::run, Runnable::run, said::add);

  @BeforeEach
  void speakGerman() {
    Locale.setDefault(Locale.GERMAN);
  }

  @AfterEach
  void speakAsBefore() {
    Locale.setDefault(before);
  }

  @Test
  void whyTrafficStaysBlockedIsSaidInTheUsersLanguage() {
    helper.answer(_ -> new Response.Refused(Problem.of(ProblemCode.NOT_NOW, "busy", "Wait.")));
    model.unblock();
    assertEquals(List.of("Der Datenverkehr bleibt blockiert: Jetzt nicht: busy"), said);
  }

  @Test
  void soIsThatNobodyAnswers() {
    helper.reachable(false);
    model.unblock();
    String start = "Der Datenverkehr bleibt blockiert: Der Culvert-Hilfsdienst antwortet nicht";
    assertTrue(said.getFirst().startsWith(start), said::toString);
  }
}
