package org.culvert.app.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Cells of the interop table that {@code ./verify} prints at its end: a test that has carried
 * packets says so here.
 */
final class Matrix {
  private Matrix() {}

  /** Packets went both ways with this row's feature, through this server. */
  static void carried(String row, ServerVersion version) {
    record(row, version.number());
  }

  /** Packets went both ways with this row's feature, through our demo server. */
  static void carriedByDemo(String row) {
    record(row, "demo");
  }

  private static void record(String row, String column) {
    Path cells = Lab.root().resolve("app/target/interop-cells");
    try {
      if (Files.readAllLines(Lab.root().resolve("build/interop-rows")).stream()
          .noneMatch(line -> line.equals(row) || line.startsWith(row + " |"))) {
        throw new AssertionError("build/interop-rows has no row \"" + row + "\"");
      }
      Files.writeString(
          cells, row + "\t" + column + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
