package org.culvert.app.ui.totals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.culvert.app.files.IoReason;
import org.culvert.app.files.PrivateFiles;
import org.culvert.app.totals.Carried;
import org.culvert.app.totals.DayTotal;
import org.culvert.app.totals.Totals;
import org.culvert.app.totals.TotalsCsv;
import org.culvert.app.totals.TotalsKeeper;
import org.culvert.app.totals.TotalsKeeper.Trouble;
import org.culvert.app.ui.text.Quantity;
import org.culvert.app.ui.text.Texts;

/** The totals of one profile. Belongs to the JavaFX thread. */
public final class TotalsViewModel {
  private static final int WEEK = 7;
  private static final int MONTH = 30;

  /** A figure of the summary. */
  public record Figure(String in, String out) {
    static Figure of(Carried carried) {
      return new Figure(Quantity.bytes(carried.in()), Quantity.bytes(carried.out()));
    }
  }

  /**
   * What keeps the totals from being right.
   *
   * @param what empty when nothing does
   * @param more what became of it
   */
  public record Warning(String what, String more) {
    static final Warning NONE = new Warning("", "");
  }

  private final TotalsKeeper keeper;
  private final Executor background;
  private final Executor foreground;
  private final ObservableList<DayRow> rows = FXCollections.observableArrayList();
  // It hears of changes through a weak listener: it lives as long as somebody holds it.
  private final ObservableList<DayRow> view = FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyObjectWrapper<Figure> today = figure("today");
  private final ReadOnlyObjectWrapper<Figure> week = figure("week");
  private final ReadOnlyObjectWrapper<Figure> month = figure("month");
  private final ReadOnlyObjectWrapper<Warning> warning =
      new ReadOnlyObjectWrapper<>(this, "warning", Warning.NONE);
  private final ReadOnlyBooleanWrapper exportable =
      new ReadOnlyBooleanWrapper(this, "exportable", false);
  private String profile = "";
  private boolean watched;

  /** Shows no profile at first. */
  public TotalsViewModel(TotalsKeeper keeper, Executor background, Executor foreground) {
    this.keeper = keeper;
    this.background = background;
    this.foreground = foreground;
    keeper.onChange(this::refresh);
  }

  private ReadOnlyObjectWrapper<Figure> figure(String name) {
    return new ReadOnlyObjectWrapper<>(this, name, Figure.of(Carried.NOTHING));
  }

  /** Shows another profile. */
  public void show(String name) {
    profile = name;
    refresh();
  }

  /** Whether anybody sees it; nothing is put into words for nobody. */
  public void watched(boolean now) {
    watched = now;
    refresh();
  }

  /** The days, newest first. */
  public ObservableList<DayRow> rows() {
    return view;
  }

  /** What today brought. */
  public ReadOnlyObjectProperty<Figure> todayProperty() {
    return today.getReadOnlyProperty();
  }

  /** What the last seven days brought, today included. */
  public ReadOnlyObjectProperty<Figure> weekProperty() {
    return week.getReadOnlyProperty();
  }

  /** What the last thirty days brought, today included. */
  public ReadOnlyObjectProperty<Figure> monthProperty() {
    return month.getReadOnlyProperty();
  }

  /** What keeps the totals from being right. */
  public ReadOnlyObjectProperty<Warning> warningProperty() {
    return warning.getReadOnlyProperty();
  }

  /** Whether there is anything to export. */
  public ReadOnlyBooleanProperty exportableProperty() {
    return exportable.getReadOnlyProperty();
  }

  /** The name that an exported file has unless the user wants another. */
  public String exportName() {
    return "culvert-totals-" + keeper.today() + ".csv";
  }

  /**
   * Writes the days of all profiles into a file that only the user can read; one that was there
   * stays whole if that fails.
   *
   * @param say tells the user what became of it
   */
  public void export(Path file, Consumer<String> say) {
    Totals totals = keeper.totals();
    String name = String.valueOf(file.getFileName());
    background.execute(
        () -> {
          String outcome;
          try {
            PrivateFiles.write(
                file.toAbsolutePath(), TotalsCsv.of(totals).getBytes(StandardCharsets.UTF_8));
            outcome = Texts.of("totals.exported", name);
          } catch (IOException e) {
            outcome = Texts.of("totals.not-exported", name, IoReason.local(e));
          }
          String said = outcome;
          foreground.execute(() -> say.accept(said));
        });
  }

  private void refresh() {
    if (!watched) {
      return;
    }
    List<DayTotal> days = keeper.days(profile);
    LocalDate now = keeper.today();
    today.set(Figure.of(sum(days, now)));
    week.set(Figure.of(sum(days, now.minusDays(WEEK - 1))));
    month.set(Figure.of(sum(days, now.minusDays(MONTH - 1))));
    warning.set(keeper.trouble().map(TotalsViewModel::words).orElse(Warning.NONE));
    exportable.set(!keeper.totals().days().isEmpty());
    show(rows(days, now));
  }

  private static Carried sum(List<DayTotal> days, LocalDate first) {
    return days.stream()
        .filter(day -> !day.date().isBefore(first))
        .map(DayTotal::carried)
        .reduce(Carried.NOTHING, Carried::plus);
  }

  private static List<DayRow> rows(List<DayTotal> days, LocalDate now) {
    long most = days.stream().mapToLong(day -> day.carried().sum()).max().orElse(0);
    List<DayRow> rows = new ArrayList<>(days.size());
    for (DayTotal day : days) {
      rows.add(
          new DayRow(
              words(day.date(), now),
              Quantity.bytes(day.carried().in()),
              Quantity.bytes(day.carried().out()),
              (double) day.carried().sum() / Math.max(1, most)));
    }
    return rows;
  }

  /** Only what is different: mostly it is the first row, once a second. */
  private void show(List<DayRow> wanted) {
    if (wanted.size() != rows.size()) {
      rows.setAll(wanted);
      return;
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).equals(rows.get(i))) {
        rows.set(i, wanted.get(i));
      }
    }
  }

  private static String words(LocalDate date, LocalDate now) {
    if (date.equals(now)) {
      return Texts.of("totals.today");
    }
    if (date.equals(now.minusDays(1))) {
      return Texts.of("totals.yesterday");
    }
    String key = date.getYear() == now.getYear() ? "totals.date" : "totals.date.year";
    return DateTimeFormatter.ofPattern(Texts.of(key), Texts.locale()).format(date);
  }

  private static Warning words(Trouble trouble) {
    return switch (trouble) {
      case Trouble.PutAside(Path file) -> words("totals.put-aside", file);
      case Trouble.CountedElsewhere() -> words("totals.elsewhere");
      case Trouble.Unreadable(String reason) -> words("totals.unreadable", reason);
      case Trouble.Unwritable(String reason) -> words("totals.unwritable", reason);
    };
  }

  private static Warning words(String key, Object... args) {
    return new Warning(Texts.of(key, args), Texts.of(key + ".text", args));
  }
}
