package org.culvert.core.push;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.PrintableText;

/**
 * Puts the parts of a push reply, or of an update of one, together. Each part but the last ends
 * with {@code push-continuation 2}, the last with {@code push-continuation 1}; an undivided reply
 * has neither. Wire reference 7.1.
 *
 * <p>After a complete reply, or a refused one, it is ready for the next. Not thread-safe.
 */
public final class PushAssembler {
  /** Longest part, in bytes. */
  public static final int MAX_PART_BYTES = 2048;

  /** Longest reply, in bytes over all parts. */
  public static final int MAX_TOTAL_BYTES = 768 * 1024;

  /** Most options over all parts. */
  public static final int MAX_OPTIONS = 16_384;

  private static final String CONTINUATION = "push-continuation";

  private final String name;
  private final OptionBudget.Share room;
  private List<String> options = new ArrayList<>();
  private int totalBytes;

  private PushAssembler(String name, OptionBudget.Share room) {
    this.name = name;
    this.room = room;
  }

  /** For push replies. */
  public static PushAssembler ofReplies(OptionBudget.Share room) {
    return new PushAssembler(ControlMessage.PushReply.NAME, room);
  }

  /** For updates while the tunnel stands. */
  public static PushAssembler ofUpdates(OptionBudget.Share room) {
    return new PushAssembler(ControlMessage.PushUpdate.NAME, room);
  }

  /**
   * Takes the next part.
   *
   * @param message the message's name alone, or with options as in {@code PUSH_REPLY,option,…}
   * @return the texts of all options in order, without the continuation marks, when complete
   */
  public Optional<List<String>> offer(String message) throws PushException {
    try {
      boolean more = take(message);
      if (more) {
        return Optional.empty();
      }
    } catch (PushException e) {
      reset();
      throw e;
    }
    List<String> complete = List.copyOf(options);
    reset();
    return Optional.of(complete);
  }

  /** Forgets the parts of an incomplete reply. */
  public void reset() {
    options = new ArrayList<>();
    totalBytes = 0;
  }

  /** Whether further parts follow. */
  private boolean take(String message) throws PushException {
    if (!message.equals(name) && !message.startsWith(name + ",")) {
      throw new PushException("A push reply does not begin with " + name + ".");
    }
    count(message);
    boolean more = false;
    for (int start = name.length() + 1; start <= message.length(); ) {
      int comma = message.indexOf(',', start);
      int end = comma < 0 ? message.length() : comma;
      String option = message.substring(start, end).strip();
      if (isContinuation(option)) {
        more = continues(option);
      } else if (!option.isEmpty()) {
        add(option);
      }
      start = end + 1;
    }
    return more;
  }

  private void count(String message) throws PushException {
    int bytes = message.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_PART_BYTES) {
      throw new PushException("A part of the push reply is longer than 2048 bytes.");
    }
    totalBytes += bytes;
    if (totalBytes > MAX_TOTAL_BYTES) {
      throw new PushException("The push reply is longer than 768 KiB.");
    }
  }

  private void add(String option) throws PushException {
    if (options.size() == MAX_OPTIONS) {
      throw new PushException("The push reply has more than 16384 options.");
    }
    room.reach(OptionBudget.weight(options.size() + 1, totalBytes));
    options.add(option);
  }

  private static boolean isContinuation(String option) {
    return option.equals(CONTINUATION) || option.startsWith(CONTINUATION + " ");
  }

  private static boolean continues(String option) throws PushException {
    return switch (option.substring(CONTINUATION.length()).strip()) {
      case "1" -> false;
      case "2" -> true;
      default ->
          throw new PushException(
              "The push reply has an unknown continuation mark: " + PrintableText.of(option));
    };
  }
}
