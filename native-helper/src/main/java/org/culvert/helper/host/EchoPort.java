package org.culvert.helper.host;

import java.io.IOException;
import java.util.Optional;

/** Echo requests to one address through one device. Never waits; for one thread. */
public interface EchoPort extends AutoCloseable {
  /** Bytes of a request, and of its answer, as an IP packet. */
  int packetBytes();

  /**
   * Sends a request.
   *
   * @param number 0 to 65535, comes back with the answer
   * @return when, on the clock of {@link Answer#at}
   * @throws IOException when it was not sent
   */
  long ask(int number) throws IOException;

  /** The next answer that has come, whenever that was; empty when there is none. */
  Optional<Answer> answer() throws IOException;

  @Override
  void close();

  /**
   * An answer.
   *
   * @param at when it came, in nanoseconds of some clock
   */
  record Answer(int number, long at) {}
}
