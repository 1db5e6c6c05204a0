package org.culvert.app.profiles;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.culvert.app.files.IoReason;
import org.culvert.app.files.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the order of the profiles is kept. One of a newer version is neither read nor lost; one
 * that is damaged says nothing, and is written anew; one that cannot be read says nothing either.
 */
final class OrderFile {
  private static final Logger LOG = LoggerFactory.getLogger(OrderFile.class);

  private final Path file;
  private final AtomicBoolean told = new AtomicBoolean();

  OrderFile(Path file) {
    this.file = file;
  }

  ProfileOrder read() {
    try {
      String text = text();
      told.set(false);
      return ProfileOrder.isKnown(text) ? ProfileOrder.parse(text) : ProfileOrder.NONE;
    } catch (IOException e) {
      // A folder in its place, or not ours to read: the profiles are worth more than their order.
      // The list is read at each change, and this is news only once.
      if (!told.getAndSet(true)) {
        LOG.warn("The order of the profiles cannot be read: {}", IoReason.of(e));
      }
      return ProfileOrder.NONE;
    }
  }

  void change(UnaryOperator<ProfileOrder> step) throws IOException {
    if (ProfileOrder.isNewer(text())) {
      throw new IOException(file + " was written by a newer Culvert");
    }
    PrivateFiles.write(file, step.apply(read()).text().getBytes(UTF_8));
  }

  /** What was said of one profile is said of another; does nothing where nothing was said. */
  void replace(String old, String now) throws IOException {
    if (read().mentions(old)) {
      change(order -> order.instead(old, now));
    }
  }

  private String text() throws IOException {
    try {
      return new String(Files.readAllBytes(file), UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
