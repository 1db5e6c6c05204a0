package org.culvert.app.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.culvert.app.client.HelperUnreachableException;
import org.culvert.app.edit.Judgement;
import org.culvert.app.edit.Veil;
import org.culvert.app.files.IoReason;
import org.culvert.app.profiles.ChangedMeanwhileException;
import org.culvert.app.profiles.ProfileException;
import org.culvert.app.profiles.ProfileReviser;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.profiles.StoredProfile;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.Finding;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "edit",
    mixinStandardHelpOptions = true,
    description = {
      "Change the text of a stored profile with $VISUAL or $EDITOR.",
      "It is checked, and stored only when it is good. Name and place, saved login and settings"
          + " stay. Lines of three stars stand for keys and passwords, which come back unchanged."
    })
final class EditCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "NAME", description = "The profile's name.")
  private String name = "";

  @Option(
      names = "--with-keys",
      description = "Let the editor see keys and passwords, and whatever it keeps of them.")
  private boolean withKeys;

  EditCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    StoredProfile profile = context.stored(name);
    if (!context.terminal().present()) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "there is no terminal for the editor",
              "Write the text with culvert export, and bring it back with culvert import --replace"
                  + " --name."));
    }
    String text = context.store().text(profile);
    try (Veil veil = new Veil();
        PrivateCopy copy =
            PrivateCopy.of(
                context.environment(), profile.name(), withKeys ? text : veil.hide(text))) {
      String before = ProfileStore.fingerprint(text);
      do {
        open(copy);
      } while (!isDone(profile, before, veil, copy));
    }
    return 0;
  }

  private void open(PrivateCopy copy) throws IOException, InterruptedException, CommandFailure {
    String editor = chosen("VISUAL").or(() -> chosen("EDITOR")).orElse("vi") + " \"$@\"; exit $?";
    // With job control the editor alone has the terminal: its Ctrl+C does not end us.
    String file = copy.file().toString();
    int status =
        context
            .terminal()
            .lend(List.of("/bin/sh", "-c", "set -m 2>/dev/null; " + editor, "sh", file));
    if (status != 0) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "the editor ended with status " + status + "; " + name + " is as it was",
              kept(copy).orElse("VISUAL or EDITOR names the editor; see that it can be started.")));
    }
  }

  private Optional<String> chosen(String variable) {
    return Optional.ofNullable(context.environment().get(variable)).filter(it -> !it.isBlank());
  }

  /** Whether nothing is left to do; false to edit again. */
  private boolean isDone(StoredProfile profile, String before, Veil veil, PrivateCopy copy)
      throws CommandFailure {
    try {
      Veil.Whole whole = veil.lift(copy.text());
      if (ProfileStore.fingerprint(whole.text()).equals(before)) {
        context.print("Nothing was changed.");
        return true;
      }
      Judgement judgement = Judgement.of(profile.name(), whole, context.clock().instant());
      judgement.findings().stream()
          .filter(finding -> finding.severity() != Finding.Severity.NOTE)
          .forEach(this::print);
      if (!judgement.usable()) {
        return again(
            copy, judgement.count(Finding.Severity.ERROR) + " errors, so it cannot be stored");
      }
      store(profile, before, whole.text(), copy);
      context.print("Saved " + profile.name() + lasting(profile));
      return true;
    } catch (CharacterCodingException e) {
      return again(copy, "the text is not written in UTF-8");
    } catch (IOException e) {
      return again(copy, IoReason.of(e));
    } catch (ProfileException e) {
      return again(copy, e.problem().message());
    }
  }

  private void store(StoredProfile profile, String before, String text, PrivateCopy copy)
      throws IOException, ProfileException, CommandFailure {
    ProfileReviser reviser = new ProfileReviser(context.store(), context.importer());
    try {
      reviser.revise(profile, before, text);
    } catch (ChangedMeanwhileException e) {
      if (!confirm(e.getMessage() + ". Put your text in its place?", false)) {
        throw notSaved(copy, ProblemCode.NOT_NOW, String.valueOf(e.getMessage()));
      }
      reviser.revise(profile, e.fingerprint(), text);
    }
  }

  private boolean again(PrivateCopy copy, String why) throws CommandFailure {
    context.err().println("culvert: not saved: " + why);
    if (!confirm("Edit again?", true)) {
      throw notSaved(copy, ProblemCode.PROFILE_INVALID, why);
    }
    return false;
  }

  private boolean confirm(String question, boolean usually) {
    context.out().flush();
    context.err().flush();
    return context.terminal().confirm(question, usually);
  }

  private CommandFailure notSaved(PrivateCopy copy, ProblemCode code, String why) {
    return new CommandFailure(
        Problem.of(
            code,
            name + " is as it was: " + why,
            kept(copy).orElse("To try again: culvert edit " + ShellWord.of(name))));
  }

  private Optional<String> kept(PrivateCopy copy) {
    return copy.keep()
        .map(
            file ->
                "What you wrote is kept for you alone, at least until you log out: "
                    + file
                    + "\nTo go on, run culvert edit "
                    + ShellWord.of(name)
                    + (withKeys ? " --with-keys" : "")
                    + " and put that text in; then delete the file.");
  }

  private void print(Finding finding) {
    context
        .err()
        .println(finding.severity().name().toLowerCase(java.util.Locale.ROOT) + ": " + finding);
  }

  private String lasting(StoredProfile profile) throws CommandFailure {
    try {
      return context
          .session(profile.name())
          .filter(status -> !status.state().ended())
          .map(_ -> ". The tunnel that stands goes on as it was; the next one is by the new text.")
          .orElse("");
    } catch (HelperUnreachableException e) {
      return "";
    }
  }
}
