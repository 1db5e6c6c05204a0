package org.culvert.core.api;

import java.util.List;

/**
 * What the reader of profiles has found in one, of which the words can be made in any language.
 *
 * @param file name of the profile
 * @param line from 1; 0 when it concerns the profile as a whole
 * @param directive empty when there is none, or it may not be shown
 * @param code the stable name of what the reader says
 * @param args what stands for {@code {0}}, {@code {1}} … of the code's words
 */
public record Flaw(String file, int line, String directive, String code, List<String> args) {
  public Flaw {
    args = List.copyOf(args);
  }
}
