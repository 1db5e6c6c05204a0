package org.culvert.app.ui.pictures;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.core.api.Question;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Takes the pictures of what goes wrong around a tunnel: keyring, totals, helper. No test by its
 * name, as {@link TunnelGallery}.
 */
class TroubleGallery {
  private static final Question LOGIN =
      new Question.Login(Optional.empty(), true, Optional.empty(), "");

  @TempDir private Path folder = Path.of("");

  static Stream<Look> looks() {
    return Look.all();
  }

  @ParameterizedTest
  @MethodSource("looks")
  void noKeyring(Look look) throws Exception {
    Office office = new Office(folder).furnished().withoutKeyring();
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      window.click("connect-action");
      ask(office, window, LOGIN);
      window.waitToShow("question-note");
      new Sitting(window, look).take("keyring-missing");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aSavedPasswordThatIsOld(Look look) throws Exception {
    Office office = new Office(folder).furnished().saved("anna", "of last year");
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      window.click("connect-action");
      long now = System.currentTimeMillis();
      office.helper().status(Samples.waiting(Office.NAME, now, 1, LOGIN));
      window.waitFor("the saved answer", () -> office.helper().requests().size() > 1);
      ask(
          office,
          window,
          new Question.Login(
              Optional.of("anna"),
              true,
              Optional.empty(),
              "vpn.example.com:1194 refused the user name or password"));
      new Sitting(window, look).take("saved-refused");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aMessageOfTheServer(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      window.click("connect-action");
      ask(
          office,
          window,
          new Question.Challenge(
              "The gateway in Berlin is serviced on Sunday from 6 to 8 o\u2019clock.",
              true,
              false));
      new Sitting(window, look).take("server-message");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void totalsThatAreLost(Look look) throws Exception {
    Office office = new Office(folder).furnished().withoutTotals();
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("connect-action");
      window.click("tab-totals");
      window.waitToShow("totals-banner");
      new Sitting(window, look).take("totals-lost");
    }
  }

  @ParameterizedTest
  @MethodSource("looks")
  void aHelperThatSaysNothing(Look look) throws Exception {
    Office office = new Office(folder).furnished();
    office.helper().secretive(true);
    try (WindowDriver window = office.open(look)) {
      window.waitToShow("helper-banner");
      new Sitting(window, look).take("helper-refusing");
    }
  }

  private static void ask(Office office, WindowDriver window, Question question) {
    long now = System.currentTimeMillis();
    office.helper().status(Samples.in(Office.NAME, SessionState.CONNECTING, now));
    window.waitToHide("question-sheet");
    office.helper().status(Samples.waiting(Office.NAME, now, 2, question));
    window.waitToShow("question-sheet");
  }
}
