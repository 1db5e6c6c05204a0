package org.culvert.core.control;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.culvert.core.keys.KeySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyMessageTest {
  private static final String OPTIONS =
      "V4,dev-type tun,link-mtu 1549,tun-mtu 1500,proto UDPv4,cipher AES-256-GCM,"
          + "auth [null-digest],keysize 256,key-method 2,tls-";
  private static final String PEER_INFO =
      """
      IV_VER=2.6.14
      IV_PLAT=linux
      IV_TCPNL=1
      IV_MTU=1600
      IV_NCP=2
      IV_CIPHERS=AES-256-GCM:AES-128-GCM:CHACHA20-POLY1305
      IV_PROTO=990
      """;

  private static byte[] counting(int first, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (first + i);
    }
    return bytes;
  }

  private static KeyMessage client(String username, String password, String peerInfo) {
    return new KeyMessage(
        KeySource.clientFrom(counting(0, KeySource.CLIENT_LENGTH), 0),
        OPTIONS + "client",
        Optional.of(new Credentials(username, Secret.ofText(password))),
        peerInfo);
  }

  private static KeyMessage alice() {
    return client("alice", "s3cret", PEER_INFO);
  }

  private static KeyMessage server() {
    return new KeyMessage(
        KeySource.serverFrom(counting(0x70, KeySource.SERVER_LENGTH), 0),
        OPTIONS + "server",
        Optional.empty(),
        "");
  }

  /** With an options string, said to be {@code length} bytes long, at its end. */
  private static byte[] withOptionsOf(int length) {
    return ByteBuffer.allocate(5 + KeySource.SERVER_LENGTH + 2 + length)
        .put(4, (byte) 2)
        .putShort(5 + KeySource.SERVER_LENGTH, (short) length)
        .array();
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void aClientsMessageHasTheKnownBytes() throws Exception {
    assertEquals(
        "6174df449a2955fc6e6ebb15927a4fa6413c5c245e06ba5b7a50f0eeaaed32d5",
        sha256(alice().encode()));
  }

  @Test
  void aServersMessageHasTheKnownBytes() throws Exception {
    assertEquals(
        "34565eebedbe699e604bdcefbc8344cb5722b2f807322b1b06fcac69dda1438d",
        sha256(Arrays.copyOf(server().encode(), 200)));
  }

  @Test
  void theLengthIsThatOfTheBytes() throws KeyMessageException {
    assertEquals(394, alice().length());
    assertEquals(alice().length(), alice().encode().length);
    assertEquals(server().length(), server().encode().length);
  }

  @Test
  void aClientsMessageIsReadBack() throws KeyMessageException {
    KeyMessage read = KeyMessage.decode(alice().encode(), true).orElseThrow().message();
    assertEquals(OPTIONS + "client", read.options());
    assertEquals("alice", read.credentials().orElseThrow().username());
    assertArrayEquals(
        "s3cret".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        read.credentials().orElseThrow().password().copyBytes());
    assertEquals(PEER_INFO, read.peerInfo());
    assertArrayEquals(counting(0, KeySource.CLIENT_LENGTH), read.source().bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 206})
  void aServersMessageMayEndWithEmptyStringsOrWithout(int length) throws KeyMessageException {
    byte[] bytes = Arrays.copyOf(server().encode(), length);
    KeyMessage.Decoded read = KeyMessage.decode(bytes, false).orElseThrow();
    assertEquals(length, read.length());
    assertEquals(OPTIONS + "server", read.message().options());
  }

  @Test
  void aTextBehindAServersMessageIsLeftAlone() throws KeyMessageException {
    byte[] bytes = Arrays.copyOf(server().encode(), 207);
    bytes[206] = 'P';
    assertEquals(206, KeyMessage.decode(bytes, false).orElseThrow().length());
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 300})
  void anEqualEndTellsOfItself(int length) throws KeyMessageException {
    String info = "I".repeat(length);
    KeyMessage equal =
        new KeyMessage(
            KeySource.serverFrom(new byte[KeySource.SERVER_LENGTH], 0),
            "V4",
            Optional.empty(),
            info);
    byte[] bytes = equal.encode();
    KeyMessage.Decoded read = KeyMessage.decode(bytes, false).orElseThrow();
    assertEquals(info, read.message().peerInfo());
    assertEquals(bytes.length, read.length());
    assertEquals(
        Optional.empty(), KeyMessage.decode(Arrays.copyOf(bytes, bytes.length - 1), false));
  }

  @Test
  void aMessageThatComesInPiecesIsReadOnlyWhenComplete() throws KeyMessageException {
    byte[] bytes = alice().encode();
    for (int length = 0; length < bytes.length; length++) {
      assertEquals(Optional.empty(), KeyMessage.decode(Arrays.copyOf(bytes, length), true));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void anotherKeyMethodIsRefused(int method) throws KeyMessageException {
    byte[] bytes = server().encode();
    bytes[4] = (byte) method;
    assertThrows(KeyMessageException.class, () -> KeyMessage.decode(bytes, false));
  }

  @Test
  void aStringOf4096BytesIsRead() throws KeyMessageException {
    assertEquals(
        4095,
        KeyMessage.decode(withOptionsOf(4096), false).orElseThrow().message().options().length());
  }

  @ParameterizedTest
  @ValueSource(ints = {4097, 65535})
  void aLongerStringIsRefusedBeforeItHasCome(int length) {
    byte[] begun = Arrays.copyOf(withOptionsOf(length), 5 + KeySource.SERVER_LENGTH + 2);
    assertThrows(KeyMessageException.class, () -> KeyMessage.decode(begun, false));
  }

  @Test
  void anEmptyStringMayHaveItsNulOrNot() throws KeyMessageException {
    assertEquals("", KeyMessage.decode(withOptionsOf(0), false).orElseThrow().message().options());
    assertEquals("", KeyMessage.decode(withOptionsOf(1), false).orElseThrow().message().options());
  }

  @Test
  void aMessageThatFillsAServersBufferIsWritten() throws KeyMessageException {
    int room = KeyMessage.MAX_LENGTH - client("", "", PEER_INFO).length();
    assertEquals(2048, client("", "p".repeat(room), PEER_INFO).encode().length);
  }

  @Test
  void aMessageThatServersWouldNotReadIsNotWritten() {
    int room = KeyMessage.MAX_LENGTH - client("", "", PEER_INFO).length();
    KeyMessage tooLong = client("", "p".repeat(room + 1), PEER_INFO);
    assertThrows(KeyMessageException.class, tooLong::encode);
  }
}
