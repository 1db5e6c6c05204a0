package org.culvert.core.wire;

import static org.culvert.core.wire.Samples.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyNegotiationTest {
  @ParameterizedTest
  @CsvSource({
    "'', false",
    "000100020001, true",
    "000100020000, false",
    "0001000200ff, true",
    "0001000200fe, false",
    "00070003aabbcc000100020001, true",
    "00070000, false"
  })
  void aListSaysWhetherTheKeyIsWantedAgain(String payload, boolean resend) {
    assertEquals(Optional.of(new EarlyNegotiation(resend)), EarlyNegotiation.decode(hex(payload)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "000100", "00010002", "0001000200", "00010001ff", "0007ffff00"})
  void aListThatEndsTooEarlyIsNone(String payload) {
    assertEquals(Optional.empty(), EarlyNegotiation.decode(hex(payload)));
  }

  @Test
  void theFlagHasThePublishedBytes() {
    assertArrayEquals(hex("000100020001"), EarlyNegotiation.RESEND_KEY.encode());
  }
}
