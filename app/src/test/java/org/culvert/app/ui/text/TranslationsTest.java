package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.culvert.app.settings.Language;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.MachinePart;
import org.culvert.core.api.MachineSubject;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.profile.DirectiveTexts;
import org.culvert.core.profile.FindingCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each translation says all that the English texts say, and nothing else. */
class TranslationsTest {
  private static final List<String> BUNDLES =
      List.of(
          "org.culvert.app.ui.text.messages",
          "org.culvert.app.check.directives",
          "org.culvert.app.check.findings",
          "org.culvert.app.doctor.findings",
          "org.culvert.app.explain.explanations",
          "org.culvert.app.explain.paths",
          "org.culvert.app.files.reasons",
          "org.culvert.app.profiles.refusals");

  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");
  private static final Pattern MNEMONIC = Pattern.compile("(?<!_)_(?!_)\\p{L}");

  /** A space before a stop, at which a line may end. */
  private static final Pattern FRENCH_BREAK = Pattern.compile(" [:;?!»]|« ");

  /** A space between a number and what it counts, at which a line may end. */
  private static final Pattern UNIT_BREAK =
      Pattern.compile(
          "[\\d}] (?:(?:s|ms|min|h|d|T|j|Min|Std|hours|days|Stunden|Tage|heures|jours|horas|días|packets"
              + "|Paketen|paquetes?|paquets?)(?![\\p{L}’])|秒|小时|分钟|天|个数据包)");

  /** German ones, whose stop ends no sentence. */
  private static final String ABBREVIATION = "(Min|Std|Log)\\.$";

  /** Names, units and words that several languages share. */
  private static final Set<String> SAME_EVERYWHERE =
      Set.of(
          "app.name",
          "direction",
          "dns.file",
          "dns.resolved",
          "fact.mtu",
          "kernel-known",
          "settings.dns",
          "tray.tip.connected",
          "tray.tip.latency",
          "units.rate");

  private static final Map<Language, Set<String>> SAME =
      Map.of(
          Language.GERMAN,
          Set.of(
              "between.parts",
              "chart.scale.linear",
              "edit.status.both",
              "fact.proxy",
              "fact.server",
              "facts.details",
              "import.name",
              "import.servers",
              "log.level.debug",
              "log.level.info",
              "path.kernel",
              "path.userspace",
              "question.passphrase",
              "settings.appearance.system",
              "settings.path.kernel",
              "settings.path.userspace",
              "tray.profile",
              "units.size"),
          Language.FRENCH,
          Set.of(
              "between.parts",
              "chart.scale.logarithmic",
              "chart.span.day",
              "chart.span.hour",
              "chart.span.two-minutes",
              "diagnostics.files",
              "edit.status.both",
              "fact.proxy",
              "fact.routes",
              "log.level.debug",
              "log.line.info",
              "settings.notifications",
              "totals.date",
              "totals.date.year"),
          Language.SPANISH,
          Set.of(
              "between.parts",
              "chart.scale.logarithmic",
              "chart.span.day",
              "chart.span.hour",
              "chart.span.two-minutes",
              "edit.severity.error",
              "edit.status.both",
              "elapsed.days",
              "fact.proxy",
              "log.level.debug",
              "log.level.info",
              "log.line.error",
              "totals.date.year",
              "tray.profile",
              "units.size"),
          Language.CHINESE,
          Set.of("units.size"));

  static Stream<Arguments> translations() {
    return Stream.of(Language.values())
        .filter(language -> language != Language.ENGLISH)
        .flatMap(language -> BUNDLES.stream().map(bundle -> Arguments.of(language, bundle)));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void itHasTheKeysOfTheEnglishOne(Language language, String bundle) {
    Map<String, String> english = english(bundle);
    Map<String, String> translated = own(bundle, language);
    Set<String> missing = new TreeSet<>(english.keySet());
    missing.removeAll(translated.keySet());
    Set<String> surplus = new TreeSet<>(translated.keySet());
    surplus.removeAll(english.keySet());
    assertEquals(Set.of(), missing, file(bundle, language) + " lacks");
    assertEquals(Set.of(), surplus, "English lacks what is in " + file(bundle, language));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void itHasTheSameArgumentsAndMnemonics(Language language, String bundle) {
    List<String> different = new ArrayList<>();
    english(bundle)
        .forEach(
            (key, text) -> {
              String translated = own(bundle, language).getOrDefault(key, text);
              if (!arguments(text).equals(arguments(translated))) {
                different.add(key + ": " + arguments(text) + " is " + arguments(translated));
              }
              if (MNEMONIC.matcher(text).results().count()
                  != MNEMONIC.matcher(translated).results().count()) {
                different.add(key + ": the mnemonic");
              }
            });
    assertEquals(List.of(), different, file(bundle, language));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void everyTextIsTranslatedOrTheSameOnPurpose(Language language, String bundle) {
    Map<String, String> translated = own(bundle, language);
    Set<String> same = new TreeSet<>();
    english(bundle)
        .forEach(
            (key, text) -> {
              if (Mnemonic.without(text)
                  .equals(Mnemonic.without(translated.getOrDefault(key, "")))) {
                same.add(key);
              }
            });
    Set<String> wanted = new TreeSet<>(SAME.getOrDefault(language, Set.of()));
    wanted.addAll(SAME_EVERYWHERE);
    wanted.retainAll(translated.keySet());
    assertEquals(wanted, same, file(bundle, language) + " says as in English");
  }

  @ParameterizedTest
  @MethodSource("translations")
  void itEndsItsSentencesAsTheEnglishOneDoes(Language language, String bundle) {
    Map<String, String> translated = own(bundle, language);
    List<String> different = new ArrayList<>();
    english(bundle)
        .forEach(
            (key, text) -> {
              String other = translated.getOrDefault(key, text);
              if (!ending(text).equals(ending(other))) {
                different.add(key + ": " + other);
              }
            });
    assertEquals(List.of(), different, file(bundle, language));
  }

  /** A straight one would be a quote to MessageFormat. */
  @ParameterizedTest
  @MethodSource("translations")
  void itsApostrophesAreCurved(Language language, String bundle) {
    List<String> straight =
        own(bundle, language).entrySet().stream()
            .filter(text -> text.getValue().contains("'"))
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(List.of(), straight, file(bundle, language));
  }

  @Test
  void frenchStopsStayOnTheLineOfTheirWord() {
    List<String> parted = new ArrayList<>();
    for (String bundle : BUNDLES) {
      own(bundle, Language.FRENCH)
          .forEach(
              (key, text) -> {
                if (FRENCH_BREAK.matcher(text).find()) {
                  parted.add(key + ": " + text);
                }
              });
    }
    assertEquals(List.of(), parted);
  }

  @ParameterizedTest
  @EnumSource
  void aNumberStaysOnTheLineOfItsUnit(Language language) {
    String messages = BUNDLES.getFirst();
    Map<String, String> texts =
        language == Language.ENGLISH ? english(messages) : own(messages, language);
    List<String> parted =
        texts.entrySet().stream()
            .filter(text -> UNIT_BREAK.matcher(text.getValue()).find())
            .map(Map.Entry::getKey)
            .toList();
    assertEquals(List.of(), parted, file(messages, language));
  }

  @ParameterizedTest
  @MethodSource("translations")
  void itsPluralsSayTheNumberThatIsMeant(Language language, String bundle) {
    List<String> wrong = new ArrayList<>();
    own(bundle, language)
        .forEach(
            (key, text) -> {
              if (text.contains(",choice,")) {
                for (int count : List.of(0, 1, 2, 5, 1_000)) {
                  String said = filled(text, language, count);
                  if (said.matches(".*[{}|#].*")
                      || (count > 1 && !said.contains("" + count % 10))) {
                    wrong.add(key + " says " + said + " for " + count);
                  }
                }
              }
            });
    assertEquals(List.of(), wrong, file(bundle, language));
  }

  private static String filled(String text, Language language, int count) {
    Object[] numbers = IntStream.range(0, 5).mapToObj(_ -> count).toArray();
    return new MessageFormat(text, language.locale(Locale.ROOT)).format(numbers);
  }

  /** The English texts: those of the file, and those of codes and of directives. */
  private static Map<String, String> english(String bundle) {
    Map<String, String> texts = texts(ResourceBundle.getBundle(bundle, Locale.ROOT));
    if (bundle.endsWith("explanations")) {
      for (ProblemCode code : ProblemCode.values()) {
        Problem template = Problem.of(code, "{0}", "{1}", "{2}", "{3}");
        sentence(template.message()).forEach(it -> texts.put(code.wireName() + ".message", it));
        sentence(template.hint()).forEach(it -> texts.put(code.wireName() + ".hint", it));
      }
    }
    if (bundle.endsWith("explain.paths")) {
      for (PathReasonCode code : PathReasonCode.values()) {
        PathReason template = PathReason.of(code, "{0}", "{1}");
        sentence(template.sentence()).forEach(it -> texts.put(code.wireName(), it));
        sentence(template.remedy()).forEach(it -> texts.put(code.wireName() + ".do", it));
      }
    }
    if (bundle.endsWith("doctor.findings")) {
      for (MachineSubject subject : MachineSubject.values()) {
        texts.put(subject.wireName(), subject.words());
      }
      for (MachineCode code : MachineCode.values()) {
        texts.put(code.wireName(), code.text());
        Stream.of(code.remedy())
            .filter(it -> !it.isEmpty())
            .forEach(it -> texts.put(code.wireName() + ".do", it));
      }
      for (MachinePart part : MachinePart.values()) {
        texts.put("part." + part.wireName(), part.words());
      }
    }
    if (bundle.endsWith("check.findings")) {
      FindingCode.all()
          .forEach(
              code -> {
                sentence(code.text().what()).forEach(it -> texts.put(code.wireName(), it));
                sentence(code.text().whatToDo())
                    .forEach(it -> texts.put(code.remedyName() + ".do", it));
              });
    }
    if (bundle.endsWith("check.directives")) {
      texts.putAll(DirectiveTexts.english());
    }
    return texts;
  }

  /** Nothing where all of it comes from elsewhere. */
  private static Stream<String> sentence(String template) {
    return Stream.of(template).filter(it -> !it.matches("[{}0-9]*"));
  }

  /** What a file says itself, without what it inherits. */
  private static Map<String, String> own(String bundle, Language language) {
    String path =
        "/" + bundle.replaceFirst("[^.]*$", "").replace('.', '/') + file(bundle, language);
    try (InputStream file = TranslationsTest.class.getResourceAsStream(path)) {
      assertNotNull(file, path);
      return texts(new PropertyResourceBundle(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> texts(ResourceBundle bundle) {
    Map<String, String> texts = new TreeMap<>();
    bundle.keySet().forEach(key -> texts.put(key, bundle.getString(key)));
    return texts;
  }

  private static Set<String> arguments(String text) {
    Set<String> arguments = new TreeSet<>();
    Matcher found = ARGUMENT.matcher(text);
    while (found.find()) {
      arguments.add(found.group(1));
    }
    return arguments;
  }

  /** The kind of what ends a text. */
  private static String ending(String text) {
    String plain =
        text.replaceFirst(ABBREVIATION, "")
            .replace("。", ".")
            .replace("：", ":")
            .replace("？", "?")
            .replace("…", "...");
    Matcher found = Pattern.compile("(\\.\\.\\.|[.:?])[|}]*$").matcher(plain);
    return found.find() ? found.group(1) : "";
  }

  private static String file(String bundle, Language language) {
    String name = bundle.substring(bundle.lastIndexOf('.') + 1);
    String suffix =
        language == Language.CHINESE ? "zh_Hans" : language.locale(Locale.ROOT).getLanguage();
    return name + "_" + suffix + ".properties";
  }
}
