package org.culvert.app.cli;

import java.io.IOException;
import java.io.Writer;

/** Outputs that behave as a test needs. */
final class Writers {
  private Writers() {}

  /** A pipe whose reader has gone. */
  static Writer closed() {
    return new Writer() {
      @Override
      public void write(char[] text, int from, int count) throws IOException {
        throw new IOException("Broken pipe");
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
