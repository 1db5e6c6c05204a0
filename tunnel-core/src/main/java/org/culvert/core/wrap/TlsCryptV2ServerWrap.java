package org.culvert.core.wrap;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.StaticKey;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.EarlyNegotiation;
import org.culvert.core.wire.Opcode;

/**
 * The server's side of tls-crypt-v2 for one client. It acts as a server without memory does: having
 * answered the reset it knows no key until the client has shown it once more (wire reference 3.5).
 */
public final class TlsCryptV2ServerWrap implements ControlWrap {
  private final Secret serverKey;
  private final long epochSeconds;
  private Optional<StaticKey> clientKey = Optional.empty();
  private Optional<TlsCryptWrap> inner = Optional.empty();
  private boolean shownAgain;

  /** Does not own the key. */
  public TlsCryptV2ServerWrap(Secret serverKey, long epochSeconds) {
    if (serverKey.length() != WrappedClientKey.SERVER_KEY) {
      throw new IllegalArgumentException("a tls-crypt-v2 server key has 128 bytes");
    }
    this.serverKey = serverKey;
    this.epochSeconds = epochSeconds;
  }

  /** The key of the client, once it has come. */
  public Optional<StaticKey> clientKey() {
    return clientKey;
  }

  @Override
  public byte[] wrap(ControlPacket packet) {
    return inner
        .orElseThrow(() -> new IllegalStateException("no client has shown its key yet"))
        .wrap(packet);
  }

  @Override
  public Optional<ControlPacket> unwrap(byte[] datagram, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, datagram.length);
    Optional<Opcode> opcode = length == 0 ? Optional.empty() : Opcode.of(datagram[offset]);
    if (opcode.isEmpty()) {
      return Optional.empty();
    }
    return switch (opcode.get()) {
      case CONTROL_HARD_RESET_CLIENT_V3, CONTROL_WKC_V1 ->
          introduced(opcode.get(), datagram, offset, length);
      default ->
          shownAgain ? inner.orElseThrow().unwrap(datagram, offset, length) : Optional.empty();
    };
  }

  private Optional<ControlPacket> introduced(
      Opcode opcode, byte[] datagram, int offset, int length) {
    Optional<Integer> form = WrappedClientKey.lengthAtEnd(datagram, offset, length);
    if (form.isEmpty()) {
      return Optional.empty();
    }
    int formAt = offset + length - form.get();
    Optional<StaticKey> key = WrappedClientKey.open(serverKey, datagram, formAt, form.get());
    if (key.isEmpty() || !isTheClients(key.get())) {
      return Optional.empty();
    }
    TlsCryptWrap crypt = inner.orElseGet(() -> crypt(key.get()));
    var packet = crypt.unwrap(datagram, offset, length - form.get());
    if (packet.isPresent()) {
      clientKey = key;
      inner = Optional.of(crypt);
      shownAgain |= opcode == Opcode.CONTROL_WKC_V1;
    }
    return packet;
  }

  private boolean isTheClients(StaticKey shown) {
    if (clientKey.isEmpty()) {
      return true;
    }
    byte[] known = clientKey.get().bytes().copyBytes();
    byte[] now = shown.bytes().copyBytes();
    try {
      return MessageDigest.isEqual(known, now);
    } finally {
      Arrays.fill(known, (byte) 0);
      Arrays.fill(now, (byte) 0);
    }
  }

  private TlsCryptWrap crypt(StaticKey key) {
    byte[] bytes = key.bytes().copyBytes();
    try {
      return new TlsCryptWrap(bytes, Role.SERVER, SendIds.FIRST, epochSeconds);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public int overhead() {
    return inner.map(TlsCryptWrap::overhead).orElse(0);
  }

  @Override
  public Opcode clientReset() {
    return Opcode.CONTROL_HARD_RESET_CLIENT_V3;
  }

  @Override
  public byte[] serverGreeting() {
    return EarlyNegotiation.RESEND_KEY.encode();
  }
}
