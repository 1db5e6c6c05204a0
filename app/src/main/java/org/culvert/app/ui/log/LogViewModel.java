package org.culvert.app.ui.log;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.culvert.app.explain.Explanation;
import org.culvert.app.state.AppState;
import org.culvert.app.state.KnownSession;
import org.culvert.app.state.LogBuffer;
import org.culvert.app.state.LogSearch;
import org.culvert.app.ui.explain.Explainer;
import org.culvert.core.api.LogLine;

/**
 * The log lines of one session at or above a level, and what is looked for in them. Belongs to the
 * JavaFX thread.
 */
public final class LogViewModel {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private final AppState state;
  private final ZoneId zone;
  private final Explainer explainer;
  private final TextFiles files;
  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  // It hears of changes through a weak listener: it lives as long as somebody holds it.
  private final ObservableList<LogLine> view = FXCollections.unmodifiableObservableList(lines);

  /** The number in the buffer of each line that is shown. */
  private final ArrayDeque<Long> numbers = new ArrayDeque<>();

  private final ObjectProperty<LogLine.Level> level =
      new SimpleObjectProperty<>(this, "level", LogLine.Level.INFO);
  private final StringProperty search = new SimpleStringProperty(this, "search", "");
  private final BooleanProperty onlyFound = new SimpleBooleanProperty(this, "onlyFound", false);
  private final ReadOnlyIntegerWrapper found = new ReadOnlyIntegerWrapper(this, "found", 0);
  private final ReadOnlyObjectWrapper<LogSearch> wanted =
      new ReadOnlyObjectWrapper<>(this, "wanted", new LogSearch(""));
  private String session = "";
  private long shownVersion = -1;

  /**
   * Shows no session at first.
   *
   * @param background runs what blocks
   * @param foreground the JavaFX thread
   */
  public LogViewModel(
      AppState state, ZoneId zone, Explainer explainer, Executor background, Executor foreground) {
    this.state = state;
    this.zone = zone;
    this.explainer = explainer;
    this.files = new TextFiles(background, foreground);
    state.onChange(this::refresh);
    level.subscribe((_, _) -> show(session));
    onlyFound.subscribe((_, _) -> show(session));
    search.subscribe((_, text) -> look(text));
  }

  /** Shows another session. */
  public void show(String name) {
    session = name;
    shownVersion = -1;
    refresh();
  }

  /** The lines, oldest first. */
  public ObservableList<LogLine> lines() {
    return view;
  }

  /** Lines below this level are left out. */
  public ObjectProperty<LogLine.Level> levelProperty() {
    return level;
  }

  /** What the user looks for; empty for nothing. */
  public StringProperty searchProperty() {
    return search;
  }

  /** Whether lines without what is looked for are left out. */
  public BooleanProperty onlyFoundProperty() {
    return onlyFound;
  }

  /** In how many of the lines it was found. */
  public ReadOnlyIntegerProperty foundProperty() {
    return found.getReadOnlyProperty();
  }

  /** The same, as it is looked for. */
  ReadOnlyObjectProperty<LogSearch> wantedProperty() {
    return wanted.getReadOnlyProperty();
  }

  /** Where in a line it stands. */
  List<LogSearch.Place> placesIn(LogLine line) {
    return wanted.get().placesIn(line.text());
  }

  /**
   * The next line in which it is found; after the last one comes the first.
   *
   * @param from the index of a line, or -1 for before all of them
   */
  public OptionalInt next(int from) {
    return step(from < 0 ? lines.size() - 1 : from, 1);
  }

  /**
   * The line before in which it is found; before the first one comes the last.
   *
   * @param from the index of a line, or -1 for behind all of them
   */
  public OptionalInt previous(int from) {
    return step(Math.max(from, 0), -1);
  }

  private OptionalInt step(int from, int direction) {
    int size = lines.size();
    for (int i = 1; i <= size; i++) {
      int at = Math.floorMod(from + direction * i, size);
      if (wanted.get().finds(lines.get(at).text())) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /** Which of the found lines the one at an index is, from 1; 0 when it is none. */
  public int ordinal(int index) {
    if (index < 0 || index >= lines.size() || !wanted.get().finds(lines.get(index).text())) {
      return 0;
    }
    return (int)
        lines.subList(0, index + 1).stream().filter(it -> wanted.get().finds(it.text())).count();
  }

  /** What a line tells of in plain words, where it tells of a problem. */
  public Optional<Explanation> explain(LogLine line) {
    return explainer.explain(line);
  }

  /** The time of day of a line. */
  public String timeOf(LogLine line) {
    return TIME.format(Instant.ofEpochMilli(line.time()).atZone(zone));
  }

  /** Lines as text, to be pasted elsewhere. */
  public String asText(Collection<LogLine> chosen) {
    return chosen.stream().map(this::asText).collect(Collectors.joining());
  }

  private String asText(LogLine line) {
    String time = DATE_TIME.format(Instant.ofEpochMilli(line.time()).atZone(zone));
    return time + " " + line.level().wireName() + " " + line.text() + "\n";
  }

  /** The name that a saved file has unless the user wants another. */
  public String fileName() {
    String time =
        lines.isEmpty()
            ? ""
            : "-" + FILE_TIME.format(Instant.ofEpochMilli(lines.getLast().time()).atZone(zone));
    return "culvert-" + session.replaceAll("[^\\p{L}\\p{N}._-]+", "-") + time + ".log";
  }

  /**
   * Writes the lines that are shown into a file that only the user can read.
   *
   * @param say tells the user what became of it
   */
  public void save(Path file, Consumer<String> say) {
    files.write(file, asText(lines), say);
  }

  private void look(String text) {
    wanted.set(new LogSearch(text));
    if (onlyFound.get()) {
      show(session);
    } else {
      count();
    }
  }

  private void count() {
    found.set((int) lines.stream().filter(line -> wanted.get().finds(line.text())).count());
  }

  private boolean shows(LogLine line) {
    return line.level().compareTo(level.get()) >= 0
        && (!onlyFound.get() || wanted.get().none() || wanted.get().finds(line.text()));
  }

  private void refresh() {
    Optional<LogBuffer> log = state.session(session).map(KnownSession::log);
    long version = log.map(LogBuffer::version).orElse(0L);
    if (version == shownVersion) {
      return;
    }
    long first = log.map(LogBuffer::first).orElse(0L);
    boolean goesOn = shownVersion > first && version > shownVersion;
    if (goesOn) {
      drop(first);
      lines.addAll(fresh(log.orElseThrow(), shownVersion));
    } else {
      numbers.clear();
      lines.setAll(log.map(it -> fresh(it, 0)).orElse(List.of()));
    }
    shownVersion = version;
    count();
  }

  /** What fell out of the buffer. */
  private void drop(long first) {
    int gone = 0;
    while (!numbers.isEmpty() && numbers.getFirst() < first) {
      numbers.removeFirst();
      gone++;
    }
    lines.remove(0, gone);
  }

  /** The lines from a number on that are to be shown, in their order. */
  private List<LogLine> fresh(LogBuffer log, long from) {
    List<LogLine> wantedLines = new ArrayList<>();
    long number = log.first();
    for (LogLine line : log.lines()) {
      if (number >= from && shows(line)) {
        wantedLines.add(line);
        numbers.addLast(number);
      }
      number++;
    }
    return wantedLines;
  }
}
