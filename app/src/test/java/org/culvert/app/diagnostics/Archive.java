package org.culvert.app.diagnostics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A diagnostics archive, unpacked byte for byte: what is not ASCII looks odd. */
public record Archive(Map<String, String> files) {
  /** Unpacks it. */
  public static Archive of(byte[] zip) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        String name = entry.getName().replace("culvert-diagnostics/", "");
        files.put(name, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return new Archive(files);
  }

  /** What is in a file. */
  public String text(String name) {
    return Optional.ofNullable(files.get(name)).orElseThrow();
  }

  /** The names of the files, in order. */
  public List<String> names() {
    return List.copyOf(files.keySet());
  }
}
