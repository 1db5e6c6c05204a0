package org.culvert.app.ui.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import org.culvert.app.settings.Appearance;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.FakeShelf;
import org.culvert.app.ui.driver.Samples;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.SessionState;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What culvert doctor says is said by the window where it is needed. */
@Tag("ui")
class MachineWindowTest {
  private static final Response FINDINGS = new Response.Findings(Samples.MACHINE);

  private final FakeHelper helper = new FakeHelper();

  private WindowDriver open(Appearance appearance) throws Exception {
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new FakeShelf().with("Office", "vpn.example.com:1194"),
                _ -> false,
                new GuiContext.Options(
                    Optional.of("Office"), false, Optional.empty(), appearance)));
    window.waitToShow("connect-action");
    return window;
  }

  private void fail() {
    helper.status(
        Samples.failed(
            "Office",
            SessionState.FAILED,
            System.currentTimeMillis(),
            Optional.of(Problem.of(ProblemCode.HOST_SETUP_FAILED, "no TUN driver"))));
  }

  private static List<String> words(WindowDriver window, String rows) {
    return WindowDriver.onFx(
        () ->
            ((Pane) window.visible(rows))
                .lookupAll(".label").stream()
                    .map(Label.class::cast)
                    .map(Label::getText)
                    .filter(text -> !text.isEmpty())
                    .toList());
  }

  @Test
  void aMachineThatIsNotSetUpIsLookedAtFromTheWindow() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    helper.answer(
        request -> {
          if (request instanceof Request.Doctor) {
            await(answered);
            return FINDINGS;
          }
          return new Response.Done();
        });
    try (WindowDriver window = open(Appearance.LIGHT)) {
      fail();
      window.waitToShow("problem-banner-offer");
      window.click("problem-banner-offer");
      window.waitToShow("machine-looking");
      answered.countDown();
      window.waitToShow("machine-bad");

      assertFalse(window.shows("machine-looking"));
      assertEquals(
          List.of("TUN driver", "/dev/net/tun is missing", "Load the driver (modprobe tun)."),
          words(window, "machine-bad"));
      assertTrue(words(window, "machine-notes").contains("nft is missing"));
      assertTrue(window.text("machine-good").startsWith("In order: helper, kernel"));
      window.press(KeyCode.ENTER);
      window.waitToHide("machine-sheet");
    }
  }

  @Test
  void whatTheHelperFindsIsSaidInTheLanguageOfTheWindow() throws Exception {
    PathReason old = PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12");
    helper.answer(
        _ ->
            new Response.Findings(
                List.of(
                    Finding.of(MachineCode.KERNEL_KNOWN, "6.12"),
                    Finding.of(MachineCode.TUN_MISSING),
                    Finding.of(Diagnosis.quoting(MachineCode.KERNEL_CANNOT, List.of(old))))));
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMAN);
    try (WindowDriver window = open(Appearance.LIGHT)) {
      fail();
      window.waitToShow("problem-banner-offer");
      window.click("problem-banner-offer");
      window.waitToShow("machine-bad");

      assertEquals(
          List.of(
              "TUN-Treiber",
              "/dev/net/tun fehlt",
              "Lade den Treiber (modprobe tun); in einem Container gib das Gerät hinein."),
          words(window, "machine-bad"));
      List<String> notes = words(window, "machine-notes");
      assertEquals(
          List.of(
              "Datenpfad des Kernels",
              "Kernel 6.12 hat keinen Treiber ovpn; er kam mit Linux 6.16; Pakete nehmen den"
                  + " Datenpfad im Userspace",
              "Installiere einen Kernel ab 6.16 mit dem Modul ovpn: ein neueres Kernelpaket und, wo"
                  + " es eines gibt, das mit seinen weiteren Modulen (linux-modules-extra,"
                  + " kernel-modules-extra)."),
          notes.subList(0, 3));
      assertTrue(window.text("machine-good").startsWith("In Ordnung: Hilfsdienst, Kernel"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatIsFoundAfterTheSheetIsLeftOpensNothing() throws Exception {
    CountDownLatch answered = new CountDownLatch(1);
    helper.answer(
        _ -> {
          await(answered);
          return FINDINGS;
        });
    try (WindowDriver window = open(Appearance.LIGHT)) {
      fail();
      window.waitToShow("problem-banner-offer");
      window.click("problem-banner-offer");
      window.waitToShow("machine-looking");
      window.press(KeyCode.ESCAPE);
      window.waitToHide("machine-sheet");
      answered.countDown();
      Thread.sleep(300);
      assertFalse(window.shows("machine-sheet"));
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280, 800", "DARK, 800, 600", "LIGHT, 420, 520", "DARK, 420, 520"})
  void theSheetFits(Appearance appearance, int width, int height) throws Exception {
    helper.answer(_ -> FINDINGS);
    try (WindowDriver window = open(appearance)) {
      window.resize(width, height);
      fail();
      window.waitToShow("problem-banner-offer");
      window.click("problem-banner-offer");
      window.waitToShow("machine-bad");
      String name = "machine-" + appearance.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
      window.screenshot(Path.of("target", "screenshots", name));
      assertEquals(List.of(), window.cutTexts());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
