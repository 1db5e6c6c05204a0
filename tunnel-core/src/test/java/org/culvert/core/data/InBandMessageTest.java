package org.culvert.core.data;

import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class InBandMessageTest {
  private static final String OCC = "287f346bd4ef7a812d56b8d3afc5459c";

  @Test
  void ownMessagesHaveThePublishedBytes() {
    assertEquals("2a187bf3641eb4cb07ed2d0a981fc748", hex(InBandMessage.ping()));
    assertEquals(OCC + "06", hex(InBandMessage.occExit()));
  }

  @Test
  void messagesAreToldFromPackets() {
    assertClassified(InBandMessage.PING, "2a187bf3641eb4cb07ed2d0a981fc748");
    assertClassified(InBandMessage.NONE, "2a187bf3641eb4cb07ed2d0a981fc74800");
    assertClassified(InBandMessage.NONE, "2a187bf3641eb4cb07ed2d0a981fc749");
    assertClassified(InBandMessage.NONE, "2a187bf3641eb4cb07ed2d0a981fc7");
    assertClassified(InBandMessage.OCC_EXIT, OCC + "06");
    assertClassified(InBandMessage.OCC_OTHER, OCC + "00");
    assertClassified(InBandMessage.OCC_OTHER, OCC + "0600");
    assertClassified(InBandMessage.OCC_OTHER, OCC);
    assertClassified(InBandMessage.NONE, "45000014000000000000000000000000");
    assertClassified(InBandMessage.NONE, "");
  }

  private static void assertClassified(InBandMessage expected, String text) {
    byte[] around = hex("ffff" + text + "06");
    assertEquals(expected, InBandMessage.classify(around, 2, around.length - 3), text);
  }
}
