package org.culvert.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import org.culvert.core.keys.DataCipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CipherSourceTest {
  private static final int TAG = PacketCipher.TAG;
  private static final int LONGEST = 9000;

  @Test
  void theNativeProviderCarriesAesGcmWhereItIsInstalled() {
    CipherSource source = CipherSource.corretto();
    assertEquals(Optional.empty(), source.obstacle());
    assertTrue(source.carrier().startsWith("Amazon Corretto Crypto Provider 2."), source.carrier());
    assertTrue(source.cipher(DataCipher.AES_128_GCM).getProvider().getName().contains("Corretto"));
  }

  @Test
  void whatTheNativeProviderHasNotIsTheJdks() {
    assertEquals(
        "SunJCE",
        CipherSource.corretto().cipher(DataCipher.CHACHA20_POLY1305).getProvider().getName());
  }

  @Test
  void theJdkIsNamedWithItsVersionAndSaysWhyNotTheOther() {
    CipherSource source = CipherSource.jdk();
    assertEquals("the JDK " + Runtime.version().feature(), source.carrier());
    assertEquals("nothing faster was asked for", source.obstacle().orElseThrow());
  }

  @Test
  void aProviderWhoseLibraryCannotBeLoadedLeavesItToTheJdkWithTheReason() {
    CipherSource source = CipherSource.checked("a faster one", () -> new Unloaded());
    assertEquals("SunJCE", source.cipher(DataCipher.AES_256_GCM).getProvider().getName());
    String obstacle = source.obstacle().orElseThrow();
    assertTrue(obstacle.endsWith("failed to map segment from shared object"), obstacle);
  }

  @Test
  void aProviderWithoutAesGcmLeavesItToTheJdk() {
    refused(new Provider("Empty", "1", "nothing") {}, "no AES/GCM/NoPadding");
  }

  @ParameterizedTest
  @CsvSource({
    "WRONG_BYTES, wrong when moved by 0",
    "SPILLS, wrong when moved by 0",
    "ANY_TAG, opened what was changed",
    "NO_HEADER, wrong when moved by 0",
    "FORMER_KEY, Tag mismatch",
    "ERRS, failed to lock byte array",
    "CRASHES, ArrayIndexOutOfBoundsException",
    "UNLINKED, UnsatisfiedLinkError"
  })
  void aProviderThatDoesItWronglyLeavesItToTheJdk(FaultyGcm.Fault fault, String flaw) {
    refused(FaultyGcm.provider(fault), flaw);
  }

  @Test
  void aProviderThatDoesWhatTheJdkDoesIsTaken() {
    CipherSource source =
        CipherSource.checked("a faster one", () -> FaultyGcm.provider(FaultyGcm.Fault.NONE));
    assertEquals(Optional.empty(), source.obstacle());
  }

  @Test
  void whereThePreferredIsMissingOrWrongTheNextCarriesAndTheReasonIsTold() {
    CipherSource missing =
        CipherSource.preferring(
            "another library",
            () -> {
              throw new ProviderException("there is none");
            });
    assertEquals("another library does not do it: there is none", missing.obstacle().orElseThrow());
    assertEquals(CipherSource.corretto().carrier(), missing.carrier());
    CipherSource wrong =
        CipherSource.preferring(
            "another library", () -> FaultyGcm.provider(FaultyGcm.Fault.ANY_TAG));
    assertEquals(CipherSource.corretto().carrier(), wrong.carrier());
    assertTrue(wrong.toString().contains("opened what was changed"), wrong.toString());
  }

  @Test
  void thePreferredIsTakenWhereItWorks() {
    CipherSource source =
        CipherSource.preferring("another library", () -> FaultyGcm.provider(FaultyGcm.Fault.NONE));
    assertEquals(Optional.empty(), source.obstacle());
    assertEquals("Faulty", source.cipher(DataCipher.AES_256_GCM).getProvider().getName());
  }

  private static void refused(Provider provider, String flaw) {
    CipherSource source = CipherSource.checked("a faster one", () -> provider);
    assertEquals("SunJCE", source.cipher(DataCipher.AES_256_GCM).getProvider().getName());
    String obstacle = source.obstacle().orElseThrow();
    assertTrue(obstacle.contains(flaw), obstacle);
  }

  @ParameterizedTest
  @EnumSource(names = {"AES_128_GCM", "AES_192_GCM", "AES_256_GCM"})
  void everyLengthIsSealedByteForByteAsTheJdkDoesAndOpenedByTheOther(DataCipher kind)
      throws Exception {
    CipherSource fastest = CipherSource.corretto();
    PacketCipher sealer = new PacketCipher(Cipher.ENCRYPT_MODE, kind, fastest);
    PacketCipher opener = new PacketCipher(Cipher.DECRYPT_MODE, kind, fastest);
    PacketCipher reference = new PacketCipher(Cipher.ENCRYPT_MODE, kind, CipherSource.jdk());
    PacketKey key = new PacketKey(kind, new byte[kind.keyLength()], new byte[8]);
    byte[] plain = new byte[LONGEST];
    new Random(1).nextBytes(plain);
    byte[] sealed = new byte[LONGEST + TAG];
    byte[] expected = new byte[LONGEST + TAG];
    byte[] opened = new byte[LONGEST];
    for (int length = 0; length <= LONGEST; length += length < 600 ? 1 : 97) {
      run(sealer, key, length, plain, length, sealed);
      run(reference, key, length, plain, length, expected);
      assertArrayEquals(expected, sealed);
      run(opener, key, length, sealed, length + TAG, opened);
      assertTrue(Arrays.equals(plain, 0, length, opened, 0, length), length + " bytes");
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsChangedOrTooShortIsRefusedAlike(Sources source) throws Exception {
    DataCipher kind = DataCipher.AES_256_GCM;
    PacketCipher sealer = new PacketCipher(Cipher.ENCRYPT_MODE, kind, source.get());
    PacketCipher opener = new PacketCipher(Cipher.DECRYPT_MODE, kind, source.get());
    PacketKey key = new PacketKey(kind, new byte[kind.keyLength()], new byte[8]);
    byte[] sealed = new byte[100 + TAG];
    run(sealer, key, 1, new byte[100], 100, sealed);
    sealed[sealed.length - 1] ^= 1;
    assertThrows(
        AEADBadTagException.class,
        () -> run(opener, key, 1, sealed, sealed.length, new byte[sealed.length]));
    for (int length = 0; length < TAG; length++) {
      int shorter = length;
      assertThrows(
          GeneralSecurityException.class,
          () -> run(opener, key, 1, sealed, shorter, new byte[sealed.length]));
    }
    sealed[sealed.length - 1] ^= 1;
    assertEquals(100, run(opener, key, 1, sealed, sealed.length, new byte[sealed.length]));
  }

  private static int run(
      PacketCipher cipher, PacketKey key, long number, byte[] source, int length, byte[] target)
      throws GeneralSecurityException {
    return cipher.process(key, number, new byte[8], 0, 8, source, 0, length, target, 0);
  }

  /** As Corretto's provider is where its library does not load. */
  public static final class Unloaded extends Provider {
    private static final long serialVersionUID = 1L;

    Unloaded() {
      super("Unloaded", "1", "a provider without its library");
    }

    /** Found by reflection. */
    public Throwable getLoadingError() {
      Throwable error = new IllegalStateException("the bundled library is skipped");
      error.addSuppressed(new UnsatisfiedLinkError("failed to map segment from shared object"));
      return error;
    }
  }
}
