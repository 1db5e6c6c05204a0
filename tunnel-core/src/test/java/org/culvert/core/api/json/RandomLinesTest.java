package org.culvert.core.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the bytes: only the one exception that everybody expects. */
class RandomLinesTest {
  @Property(tries = 2000)
  void randomBytesAreRefused(@ForAll byte[] line) {
    assertThrows(MalformedMessageException.class, () -> ApiJson.readCall(line));
    assertThrows(MalformedMessageException.class, () -> ApiJson.readFromHelper(line));
  }

  @Property(tries = 2000)
  void aDamagedLineThrowsNothingUnexpected(@ForAll int position, @ForAll byte value) {
    byte[] line =
        ("{\"id\":7,\"request\":{\"type\":\"connect\",\"name\":\"office\",\"profile\":\"client\","
                + "\"dataPath\":\"kernel\",\"credentials\":{\"username\":\"ann\","
                + "\"password\":\"cMOkc3N3b3Jk\"}}}")
            .getBytes(UTF_8);
    line[Math.floorMod(position, line.length)] = value;
    try {
      ApiJson.readCall(line);
    } catch (MalformedMessageException expected) {
      assertFalse(expected.toString().isEmpty());
    }
  }
}
