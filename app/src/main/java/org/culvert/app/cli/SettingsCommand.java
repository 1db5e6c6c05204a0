package org.culvert.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.culvert.app.autostart.Autostart;
import org.culvert.app.files.IoReason;
import org.culvert.app.settings.DamagedSettingsException;
import org.culvert.app.settings.Overrides;
import org.culvert.app.settings.Settings;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.json.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "settings",
    mixinStandardHelpOptions = true,
    description = {
      "Show the settings, or one of them, or change it.",
      "A window that is open keeps to what it knows until it is started again."
    })
final class SettingsCommand implements Callable<Integer> {
  private static final String START_AT_LOGIN = "start-at-login";
  private static final String KILL_SWITCH = "kill-switch";
  private static final String ON = "on";
  private static final String OFF = "off";

  private final CommandContext context;

  @Parameters(index = "0", arity = "0..1", paramLabel = "SETTING", description = "Its name.")
  private Optional<String> name = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VALUE",
      description = "What it is to be from now on.")
  private Optional<String> value = Optional.empty();

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = {
        "What is different for this stored profile.",
        "The value " + NamedSetting.AS_FOR_ALL + " takes the difference back."
      })
  private Optional<String> profile = Optional.empty();

  @Option(names = "--json", description = "Print the settings as a JSON object.")
  private boolean json;

  SettingsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (profile.isPresent()) {
      // Settings go by the name as it is stored, which the case of letters is a part of.
      profile = Optional.of(context.stored(profile.get()).name());
    }
    if (value.isPresent()) {
      change(name.orElseThrow(), value.get());
      return 0;
    }
    Map<String, String> all = read();
    if (name.isPresent()) {
      String said = all.get(name.get());
      if (said == null) {
        throw notThere(name.get());
      }
      all.keySet().retainAll(Set.of(name.get()));
    }
    print(all);
    return 0;
  }

  private void print(Map<String, String> all) {
    if (json) {
      JsonObject object = new JsonObject();
      all.forEach(object::put);
      context.print(object);
    } else if (name.isPresent()) {
      all.values().forEach(context::print);
    } else {
      all.forEach((setting, said) -> context.print(String.format("%-22s %s", setting, said)));
    }
  }

  private Map<String, String> read() throws CommandFailure {
    Settings kept = kept();
    Map<String, String> all = new LinkedHashMap<>();
    for (NamedSetting each : NamedSetting.EVERY) {
      if (profile.isEmpty()) {
        each.all().ifPresent(field -> all.put(each.name(), field.read().apply(kept)));
      } else {
        each.own()
            .ifPresent(
                field -> all.put(each.name(), field.read().apply(kept.overrides(profile.get()))));
      }
    }
    Autostart autostart = context.autostart();
    if (profile.isEmpty() && autostart.isPossible()) {
      all.put(START_AT_LOGIN, startsAtLogin(autostart) ? ON : OFF);
    }
    return all;
  }

  private Settings kept() throws CommandFailure {
    try {
      return context.settings().read();
    } catch (DamagedSettingsException e) {
      throw damaged(e);
    } catch (IOException e) {
      throw settingsFailed("read", e);
    }
  }

  private static boolean startsAtLogin(Autostart autostart) throws CommandFailure {
    try {
      return autostart.isOn();
    } catch (IOException e) {
      throw failed("it cannot be told whether Culvert starts at login", e, "");
    }
  }

  /** They may ask for the kill switch: only who says whether it is wanted has them put aside. */
  private static CommandFailure damaged(DamagedSettingsException e) {
    return new CommandFailure(
        Problem.of(
            ProblemCode.NOT_NOW,
            "the settings are damaged, or of another version: " + e.getMessage(),
            "Mend that file. Or say whether you want the kill switch, with culvert settings "
                + KILL_SWITCH
                + " on (or off): then it is put aside, and all else is as usual."));
  }

  private static CommandFailure settingsFailed(String done, IOException e) {
    return failed(
        "the settings cannot be " + done,
        e,
        " Or move it away: then all is as usual, the kill switch too.");
  }

  private static CommandFailure failed(String what, IOException e, String otherwise) {
    return new CommandFailure(
        Problem.of(
            ProblemCode.NOT_NOW,
            what + ": " + IoReason.withFile(e),
            "Check the rights of that file and of its folder, and the free space." + otherwise));
  }

  private void change(String setting, String wanted) throws UsageException, CommandFailure {
    if (setting.equals(START_AT_LOGIN) && profile.isEmpty()) {
      startAtLogin(wanted);
      return;
    }
    NamedSetting named = NamedSetting.find(setting).orElseThrow(() -> unknown(setting));
    UnaryOperator<Settings> change = change(named, wanted);
    try {
      if (setting.equals(KILL_SWITCH) && profile.isEmpty()) {
        context
            .settings()
            .change(change, change.apply(Settings.USUAL))
            .ifPresent(this::tellPutAside);
      } else {
        context.settings().change(change);
      }
    } catch (DamagedSettingsException e) {
      throw damaged(e);
    } catch (IllegalArgumentException e) {
      String more = profile.isPresent() ? "|" + NamedSetting.AS_FOR_ALL : "";
      throw new UsageException(
          setting + " cannot be " + wanted + "; it can be " + named.values() + more);
    } catch (IOException e) {
      throw settingsFailed("changed", e);
    }
  }

  private void tellPutAside(Path file) {
    context.tell(
        "The settings could not be understood, and all else is as usual again.",
        "  What there was is kept as " + file + "; culvert settings shows what counts now.");
  }

  private UnaryOperator<Settings> change(NamedSetting named, String wanted) throws UsageException {
    if (profile.isPresent()) {
      NamedSetting.Field<Overrides> own = named.own().orElseThrow(() -> onlyForAll(named.name()));
      return now -> now.withProfile(profile.get(), before -> own.write().apply(before, wanted));
    }
    NamedSetting.Field<Settings> all = named.all().orElseThrow(() -> onlyForOne(named.name()));
    return now -> all.write().apply(now, wanted);
  }

  private void startAtLogin(String wanted) throws UsageException, CommandFailure {
    if (!wanted.equals(ON) && !wanted.equals(OFF)) {
      throw new UsageException(START_AT_LOGIN + " cannot be " + wanted + "; it can be on|off");
    }
    if (!context.autostart().isPossible()) {
      throw new CommandFailure(
          Problem.of(
              ProblemCode.NOT_NOW,
              "this desktop cannot be told to start Culvert",
              "Add Culvert to the programs that your desktop starts."));
    }
    try {
      context.autostart().set(wanted.equals(ON));
    } catch (IOException e) {
      throw failed("starting at login was not changed", e, "");
    }
  }

  private UsageException notThere(String setting) {
    if (!names().contains(setting)) {
      return unknown(setting);
    }
    return profile.isPresent() ? onlyForAll(setting) : onlyForOne(setting);
  }

  private static UsageException onlyForAll(String setting) {
    return new UsageException(setting + " is the same for all profiles");
  }

  private static UsageException onlyForOne(String setting) {
    return new UsageException(setting + " is for single profiles; say which by --profile");
  }

  private UsageException unknown(String setting) {
    return new UsageException(
        "there is no setting " + setting + "; there are " + String.join(", ", names()));
  }

  private List<String> names() {
    return Stream.concat(
            NamedSetting.EVERY.stream().map(NamedSetting::name), Stream.of(START_AT_LOGIN))
        .toList();
  }
}
