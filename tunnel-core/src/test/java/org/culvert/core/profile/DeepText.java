package org.culvert.core.profile;

import java.lang.reflect.RecordComponent;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.Secret;

/** A value as text with its secrets, which compare by identity otherwise. */
final class DeepText {
  private DeepText() {}

  static String of(Object value) {
    return switch (value) {
      case Secret secret -> HexFormat.of().formatHex(secret.copyBytes());
      case Optional<?> optional -> optional.map(DeepText::of).orElse("-");
      case List<?> list -> list.stream().map(DeepText::of).toList().toString();
      case Record record -> ofRecord(record);
      default -> value.toString();
    };
  }

  private static String ofRecord(Record record) {
    StringBuilder text = new StringBuilder(record.getClass().getSimpleName()).append("(\n");
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        text.append(component.getName()).append('=');
        text.append(of(component.getAccessor().invoke(record))).append('\n');
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    return text.append(")").toString();
  }
}
