package org.culvert.core.control;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.culvert.core.api.Secret;
import org.culvert.core.tls.ExportedKeys;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsResult;

/**
 * TLS as far as key negotiations notice it, without cryptography. Records are {@code type u8 |
 * length u16 | bytes}: {@code H} hello, {@code D} data, {@code A} alert, {@code U} something that
 * must be answered; everything else breaks the session.
 */
public final class FakeTls implements TlsChannel {
  /** At the end of a text: the rest, with the NUL that ends it, is to follow. */
  public static final String CUT = "\1";

  private static final int HEADER = 3;

  private final boolean client;
  private final byte[] certificate;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private byte[] pending = new byte[0];
  private Optional<TlsResult> result = Optional.empty();
  private Optional<TlsFailure> failure = Optional.empty();

  /** {@code certificate} is the hash of what the peer shows. */
  public FakeTls(boolean client, byte[] certificate) {
    this.client = client;
    this.certificate = certificate;
    if (client) {
      out.writeBytes(record('H', new byte[0]));
    }
  }

  static byte[] record(char type, byte[] body) {
    return ByteBuffer.allocate(HEADER + body.length)
        .put((byte) type)
        .putShort((short) body.length)
        .put(body)
        .array();
  }

  static byte[] alert() {
    return record('A', "close_notify".getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void offerCiphertext(byte[] source, int offset, int length) {
    ByteBuffer joined = ByteBuffer.allocate(pending.length + length);
    joined.put(pending).put(source, offset, length).flip();
    while (failure.isEmpty() && joined.remaining() >= HEADER) {
      int body = joined.getShort(joined.position() + 1) & 0xffff;
      char type = (char) joined.get(joined.position());
      if ("HDAU".indexOf(type) < 0) {
        failure = Optional.of(new TlsFailure.Protocol("bad record"));
        out.writeBytes(alert());
      } else if (joined.remaining() < HEADER + body) {
        break;
      } else {
        byte[] bytes = new byte[body];
        joined.get(joined.position() + HEADER, bytes);
        joined.position(joined.position() + HEADER + body);
        accept(type, bytes);
      }
    }
    pending = new byte[joined.remaining()];
    joined.get(pending);
  }

  private void accept(char type, byte[] body) {
    switch (type) {
      case 'H' -> {
        if (!client) {
          out.writeBytes(record('H', new byte[0]));
        }
        result =
            Optional.of(
                new TlsResult(
                    "TLSv1.3",
                    "none",
                    "CN=peer",
                    certificate,
                    Optional.of(
                        new ExportedKeys(
                            Secret.owning(new byte[256]), Secret.owning(new byte[256])))));
      }
      case 'D' -> plain.writeBytes(body);
      case 'U' -> out.writeBytes(record('U', new byte[0]));
      default ->
          failure =
              Optional.of(new TlsFailure.PeerAlert(new String(body, StandardCharsets.US_ASCII)));
    }
  }

  @Override
  public byte[] takeCiphertext() {
    byte[] taken = out.toByteArray();
    out.reset();
    return taken;
  }

  @Override
  public void writePlaintext(byte[] message) {
    int length = message.length;
    boolean cut = length > 1 && message[length - 1] == 0 && message[length - 2] == CUT.charAt(0);
    out.writeBytes(record('D', cut ? Arrays.copyOf(message, length - 2) : message));
  }

  @Override
  public byte[] takePlaintext() {
    byte[] taken = plain.toByteArray();
    plain.reset();
    return taken;
  }

  @Override
  public Optional<TlsResult> result() {
    return result;
  }

  @Override
  public Optional<TlsFailure> failure() {
    return failure;
  }

  @Override
  public void close() {}
}
