package org.culvert.app.ui.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionStatus.DataPathInfo;
import org.junit.jupiter.api.Test;

class ImportViewModelTest {
  private static final Path FILE = Path.of("office.ovpn");

  private final List<ImportSource> asked = new ArrayList<>();
  private final List<String> imported = new ArrayList<>();
  private Function<ImportSource, Inspection> answers = _ -> new Found(List.of());
  private Optional<Diagnosis> kernel = Optional.empty();

  private ImportViewModel model(Executor background) {
    return new ImportViewModel(
        sources -> {
          asked.addAll(sources);
          return answers.apply(sources.getFirst());
        },
        () -> kernel,
        () -> DataPathChoice.AUTO,
        background,
        Runnable::run,
        (names, sentence) -> {
          imported.addAll(names);
          imported.add(sentence);
        });
  }

  /** Profiles that are found; remembers what became of them. */
  private static final class Found implements Inspection.Found {
    private final List<ImportPreview> previews;
    private boolean forgotten;
    private boolean fails;

    Found(List<ImportPreview> previews) {
      this.previews = previews;
    }

    @Override
    public List<ImportPreview> previews() {
      return previews;
    }

    @Override
    public boolean isTaken(String name) {
      return name.equalsIgnoreCase("Office");
    }

    @Override
    public List<String> store(List<Inspection.Wanted> wanted, boolean replacing)
        throws IOException {
      if (fails) {
        throw new IOException("no space left");
      }
      return wanted.stream().map(it -> it.index() + it.name() + replacing).toList();
    }

    @Override
    public void forget() {
      forgotten = true;
    }
  }

  private static ImportPreview.Good good(String name, Optional<String> same) {
    return new ImportPreview.Good(
        name + ".ovpn",
        name,
        List.of("vpn.example.com:1194 (UDP)"),
        new ImportPreview.SignIn(true, false, false, Optional.empty()),
        new ImportPreview.ExpectedPath(
            new DataPathInfo("kernel", PathReason.of(PathReasonCode.PROFILE_FITS)), false),
        List.of(),
        same);
  }

  private static ImportPreview bad() {
    return new ImportPreview.Bad("x.ovpn", List.of(new Defect("x.ovpn:1", "wrong", "")));
  }

  @Test
  void onlyWhatCanBeImportedIs() {
    answers =
        _ ->
            new Found(
                List.of(
                    bad(),
                    good("a", Optional.of("b")),
                    good("OFFICE", Optional.empty()),
                    good("c", Optional.empty())));
    ImportViewModel model = model(Runnable::run);
    model.lookAtFiles(List.of(FILE));

    assertEquals(
        List.of(
            ImportRow.Status.BAD,
            ImportRow.Status.SAME,
            ImportRow.Status.TAKEN,
            ImportRow.Status.FINE),
        model.rows().stream().map(ImportRow::status).toList());
    assertEquals(2, model.importable().get());
    model.replacingProperty().set(true);
    model.accept();
    assertEquals(List.of("2OFFICEtrue", "3ctrue", "Imported 2 profiles"), imported);
    assertTrue(model.rows().isEmpty());
  }

  @Test
  void aProfileWithoutANameIsNotImported() {
    answers = _ -> new Found(List.of(good("a", Optional.empty())));
    ImportViewModel model = model(Runnable::run);
    model.lookAtFiles(List.of(FILE));
    model.rows().getFirst().nameProperty().set("  ");
    assertEquals(0, model.importable().get());
    model.accept();
    assertEquals(List.of(), imported);
    model.rows().getFirst().nameProperty().set(" b ");
    model.accept();
    assertEquals("0bfalse", imported.getFirst());
  }

  @Test
  void aFailureLeavesTheProfilesThereToTryAgain() {
    Found found = new Found(List.of(good("a", Optional.empty())));
    found.fails = true;
    answers = _ -> found;
    ImportViewModel model = model(Runnable::run);
    model.lookAtFiles(List.of(FILE));
    model.accept();
    assertEquals("Nothing was imported. no space left", model.failureProperty().get());
    assertEquals(1, model.rows().size());
    assertFalse(found.forgotten);
  }

  @Test
  void whatIsNotWantedAnyMoreIsForgotten() {
    Found found = new Found(List.of(good("a", Optional.empty())));
    answers = _ -> found;
    ImportViewModel model = model(Runnable::run);
    model.lookAtFiles(List.of(FILE));
    model.cancel();
    assertTrue(found.forgotten);
    assertTrue(model.rows().isEmpty());
  }

  @Test
  void anAnswerThatComesAfterCancelIsForgotten() {
    ArrayDeque<Runnable> work = new ArrayDeque<>();
    Found found = new Found(List.of(good("a", Optional.empty())));
    answers = _ -> found;
    ImportViewModel model = model(work::add);
    model.ask("https://vpn.example.com", Optional.empty());
    assertTrue(Objects.requireNonNull(model.addressProperty().get()).busy());
    model.cancel();
    work.remove().run();
    assertTrue(found.forgotten);
    assertTrue(model.rows().isEmpty());
  }

  @Test
  void aDoubleClickImportsOnce() {
    ArrayDeque<Runnable> work = new ArrayDeque<>();
    answers = _ -> new Found(List.of(good("a", Optional.empty())));
    ImportViewModel model = model(work::add);
    model.lookAtFiles(List.of(FILE));
    work.remove().run();
    model.accept();
    model.accept();
    while (!work.isEmpty()) {
      work.remove().run();
    }
    assertEquals(1, imported.stream().filter("0afalse"::equals).count());
  }

  @Test
  void whatIsBeingStoredIsNotForgottenUnderTheStoresHands() {
    ArrayDeque<Runnable> work = new ArrayDeque<>();
    Found found = new Found(List.of(good("a", Optional.empty())));
    answers = _ -> found;
    ImportViewModel model = model(work::add);
    model.lookAtFiles(List.of(FILE));
    work.remove().run();
    model.accept();
    model.cancel();
    assertFalse(found.forgotten, "its secrets are still to be written");
    work.forEach(Runnable::run);
    assertTrue(found.forgotten);
    assertEquals("0afalse", imported.getFirst());
  }

  @Test
  void whatTheHelperSaysOfTheKernelIsToldOnceItIsKnown() {
    ArrayDeque<Runnable> work = new ArrayDeque<>();
    kernel = Optional.of(Diagnosis.of(MachineCode.KERNEL_CARRIES));
    answers = _ -> new Found(List.of(bad(), good("a", Optional.empty())));
    ImportViewModel model = model(work::add);
    model.lookAtFiles(List.of(FILE));
    work.remove().run();
    assertEquals(2, model.rows().size(), "nobody waits for the helper");
    assertEquals(Optional.empty(), model.kernelProperty().get());
    work.remove().run();
    assertEquals(kernel, model.kernelProperty().get());
    model.cancel();
    assertEquals(Optional.empty(), model.kernelProperty().get());
  }

  @Test
  void whatTheHelperSaysTooLateIsForAnotherProfile() {
    ArrayDeque<Runnable> work = new ArrayDeque<>();
    kernel = Optional.of(Diagnosis.of(MachineCode.KERNEL_CARRIES));
    answers = _ -> new Found(List.of(good("a", Optional.empty())));
    ImportViewModel model = model(work::add);
    model.lookAtFiles(List.of(FILE));
    work.remove().run();
    model.cancel();
    work.remove().run();
    assertEquals(Optional.empty(), model.kernelProperty().get());
  }

  @Test
  void theHelperIsNotAskedForWhatCannotBeImported() {
    ArrayDeque<Runnable> work = new ArrayDeque<>();
    answers = _ -> new Found(List.of(bad()));
    ImportViewModel model = model(work::add);
    model.lookAtFiles(List.of(FILE));
    work.remove().run();
    assertTrue(work.isEmpty());
  }

  @Test
  void aSecondStepIsAnsweredInTheNameOfTheSameUser() {
    answers =
        source ->
            asked.size() == 1
                ? new Inspection.Challenge("Code", false, response -> response)
                : new Inspection.Refused(new Defect("", "wrong", ""));
    ImportViewModel model = model(Runnable::run);
    model.ask(
        "https://vpn.example.com",
        Optional.of(new ImportSource.Login("anna", Secret.ofText("x"), true)));
    assertTrue(Objects.requireNonNull(model.addressProperty().get()).challenge().isPresent());
    model.respond(Secret.ofText("42"));

    ImportSource.Login login = ((ImportSource.Web) asked.getLast()).login().orElseThrow();
    assertEquals("anna", login.username());
    assertTrue(login.autologin());
    assertEquals(
        "wrong",
        Objects.requireNonNull(model.addressProperty().get()).problem().orElseThrow().what());
    assertFalse(asked.toString().contains("vpn.example.com"), "an address may hold a password");
  }
}
