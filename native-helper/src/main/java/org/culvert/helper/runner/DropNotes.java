package org.culvert.helper.runner;

import java.util.ArrayList;
import java.util.List;
import org.culvert.helper.path.PathTraffic;

/**
 * Says once in a connection why packets of the server do not arrive although they are genuine: else
 * the tunnel stands, and nothing goes through it.
 */
final class DropNotes {
  private boolean compressed;
  private boolean framing;

  /** Sentences for the log about what was not seen before. */
  List<String> news(PathTraffic traffic) {
    List<String> news = new ArrayList<>();
    if (!compressed && traffic.droppedCompressed() > 0) {
      compressed = true;
      news.add(
          "the server compresses its packets, which this profile does not allow: they are dropped."
              + " Ask its administrator to switch compression off, or add allow-compression asym"
              + " to the profile to read them");
    }
    if (!framing && traffic.droppedFraming() > 0) {
      framing = true;
      news.add(
          "packets of the server do not have the compression framing that was agreed on: they are"
              + " dropped. The lines comp-lzo and compress of the profile and of the server have to"
              + " say the same");
    }
    return news;
  }
}
