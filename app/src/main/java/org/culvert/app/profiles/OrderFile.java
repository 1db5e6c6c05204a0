package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.culvert.app.files.PrivateFiles;

/** Where the order of the profiles is kept; one of a newer version is neither read nor lost. */
record OrderFile(Path file) {
  ProfileOrder read() throws IOException {
    try {
      String text = Files.readString(file);
      return ProfileOrder.isKnown(text) ? ProfileOrder.parse(text) : ProfileOrder.NONE;
    } catch (NoSuchFileException e) {
      return ProfileOrder.NONE;
    }
  }

  void change(UnaryOperator<ProfileOrder> step) throws IOException {
    if (Files.exists(file) && !ProfileOrder.isKnown(Files.readString(file))) {
      throw new IOException(file + " was written by a newer Culvert");
    }
    PrivateFiles.write(file, step.apply(read()).text().getBytes(UTF_8));
  }
}
