package org.culvert.app.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameHiderTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7: no answer,[address]: no answer",
    "2001:db8::7: no answer,[address]: no answer",
    "to 2001:db8:0:0:0:0:0:7: refused,to [address]: refused",
    "[2001:db8::7]:1194,[[address]]:1194",
    "at 12:34:56 it ended,at 12:34:56 it ended",
    "Foo::bar: no address,Foo::bar: no address",
  })
  void addressesAreTakenOutWhateverFollows(String text, String hidden) {
    assertEquals(hidden, new NameHider(Set.of()).hide(text));
  }
}
