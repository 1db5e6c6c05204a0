package org.culvert.app.ui.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MnemonicTest {
  @Test
  void theLetterBehindAnUnderscoreIsMeant() {
    assertEquals(Optional.of("n"), Mnemonic.of("Co_Nnect"));
    assertEquals("Connect", Mnemonic.without("Co_nnect"));
  }

  @Test
  void aLetterInBracketsStandsBehindTheText() {
    assertEquals(Optional.of("s"), Mnemonic.of("保存(_S)"));
    assertEquals("保存", Mnemonic.without("保存(_S)"));
  }

  @Test
  void aTextWithoutOneStaysAsItIs() {
    assertEquals(Optional.empty(), Mnemonic.of("Culvert (1)"));
    assertEquals("Culvert (1)", Mnemonic.without("Culvert (1)"));
  }
}
