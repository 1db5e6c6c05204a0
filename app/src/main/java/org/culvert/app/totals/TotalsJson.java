package org.culvert.app.totals;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.culvert.core.api.json.JsonObject;
import org.culvert.core.api.json.MalformedMessageException;

/** Totals as the text of their file. */
final class TotalsJson {
  /** Raised with every change that an older Culvert would misread. */
  private static final int VERSION = 1;

  private TotalsJson() {}

  static byte[] write(Totals totals) {
    Map<LocalDate, List<JsonObject>> days = new LinkedHashMap<>();
    for (DayTotal day : totals.days()) {
      days.computeIfAbsent(day.date(), _ -> new ArrayList<>())
          .add(write(day.profile(), day.carried()));
    }
    JsonObject file =
        new JsonObject()
            .put("version", VERSION)
            .putObjects(
                "days",
                days.entrySet().stream()
                    .map(
                        day ->
                            new JsonObject()
                                .put("date", day.getKey().toString())
                                .putObjects("profiles", day.getValue()))
                    .toList())
            .putObjects(
                "counted",
                totals.counted().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(one -> write(one.getKey(), one.getValue()))
                    .toList());
    return (file + "\n").getBytes(UTF_8);
  }

  private static JsonObject write(String name, Carried carried) {
    return new JsonObject().put("name", name).put("in", carried.in()).put("out", carried.out());
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws MalformedMessageException for anything else, such as the file of a newer version
   */
  static Totals read(byte[] text) throws MalformedMessageException {
    JsonObject file = JsonObject.parse(text);
    if (file.integer("version") != VERSION) {
      throw new MalformedMessageException("the file is of another version");
    }
    List<DayTotal> days = new ArrayList<>();
    for (JsonObject day : file.objects("days")) {
      LocalDate date = date(day.text("date"));
      for (JsonObject profile : day.objects("profiles")) {
        days.add(new DayTotal(date, profile.text("name"), carried(profile)));
      }
    }
    Map<String, Carried> counted = new HashMap<>();
    for (JsonObject session : file.objects("counted")) {
      counted.put(session.text("name"), carried(session));
    }
    return new Totals(days, counted);
  }

  private static Carried carried(JsonObject object) throws MalformedMessageException {
    return new Carried(object.count("in"), object.count("out"));
  }

  private static LocalDate date(String text) throws MalformedMessageException {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new MalformedMessageException("a day without a date");
    }
  }
}
