package org.culvert.app.ui.log;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.culvert.app.state.AppState;
import org.culvert.core.api.LogLine;

/** The log lines of one session at or above a level. Belongs to the JavaFX thread. */
public final class LogViewModel {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final AppState state;
  private final ZoneId zone;
  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  // It hears of changes through a weak listener: it lives as long as somebody holds it.
  private final ObservableList<LogLine> view = FXCollections.unmodifiableObservableList(lines);
  private final ObjectProperty<LogLine.Level> level =
      new SimpleObjectProperty<>(this, "level", LogLine.Level.INFO);
  private String session = "";
  private long shownVersion = -1;

  /** Shows no session at first. */
  public LogViewModel(AppState state, ZoneId zone) {
    this.state = state;
    this.zone = zone;
    state.onChange(this::refresh);
    level.addListener(_ -> show(session));
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

  private void refresh() {
    var log = state.session(session).map(it -> it.log());
    long version = log.map(it -> it.version()).orElse(0L);
    if (version == shownVersion) {
      return;
    }
    List<LogLine> wanted =
        log.stream()
            .flatMap(it -> it.lines().stream())
            .filter(line -> line.level().compareTo(level.get()) >= 0)
            .toList();
    boolean grew =
        shownVersion >= 0
            && wanted.size() >= lines.size()
            && !lines.isEmpty()
            && wanted.subList(0, lines.size()).equals(lines);
    if (grew) {
      lines.addAll(wanted.subList(lines.size(), wanted.size()));
    } else {
      lines.setAll(wanted);
    }
    shownVersion = version;
  }
}
