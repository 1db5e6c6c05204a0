package org.culvert.core.wrap;

import static org.culvert.core.wire.Samples.CLIENT;
import static org.culvert.core.wire.Samples.SERVER;
import static org.culvert.core.wire.Samples.TIME;
import static org.culvert.core.wire.Samples.counting;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.culvert.core.api.Secret;
import org.culvert.core.fuzz.FuzzTarget;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.ControlWrapping.KeyDirection;
import org.culvert.core.profile.StaticKey;
import org.culvert.core.wire.ControlPacket;
import org.culvert.core.wire.Opcode;

/**
 * Datagrams for every wrap. The first byte says for which one, and whether the rest is the datagram
 * itself or what a holder of the keys put into it: only the latter gets behind the authentication.
 */
public final class UnwrapFuzz implements FuzzTarget {
  private static final byte[] KEY = counting(0, StaticKey.LENGTH);
  private static final Secret SERVER_KEY =
      Secret.owning(counting(0x80, WrappedClientKey.SERVER_KEY));
  private static final int HEADER = 9;
  private static final int IDS = 8;

  /** For the list of targets. */
  public UnwrapFuzz() {}

  @Override
  public String name() {
    return "unwrap";
  }

  private static StaticKey key() {
    return new StaticKey(Secret.owning(KEY.clone()));
  }

  private static ControlWrapping wrapping(int kind) {
    return switch (kind) {
      case 0 -> new ControlWrapping.None();
      case 1 -> new ControlWrapping.TlsAuth(key(), KeyDirection.BIDIRECTIONAL, "SHA1");
      case 2 -> new ControlWrapping.TlsAuth(key(), KeyDirection.INVERSE, "SHA512");
      case 3 -> new ControlWrapping.TlsCrypt(key());
      default ->
          new ControlWrapping.TlsCryptV2(
              key(), Secret.owning(WrappedClientKey.seal(SERVER_KEY, key(), new byte[9])));
    };
  }

  @Override
  public List<byte[]> seeds() {
    ControlPacket reset =
        new ControlPacket(
            Opcode.CONTROL_HARD_RESET_SERVER_V2,
            0,
            SERVER,
            List.of(0),
            Optional.of(CLIENT),
            0,
            new byte[0]);
    ControlPacket hello =
        new ControlPacket(
            Opcode.CONTROL_V1, 0, SERVER, List.of(), Optional.empty(), 1, counting(0, 40));
    List<byte[]> seeds = new ArrayList<>();
    for (ControlPacket packet : List.of(reset, hello)) {
      byte[] plain = ControlWraps.of(wrapping(0), Role.SERVER, TIME).wrap(packet);
      for (int kind = 0; kind < 4; kind++) {
        seeds.add(prefixed(kind, ControlWraps.of(wrapping(kind), Role.SERVER, TIME).wrap(packet)));
        seeds.add(prefixed(8 + kind, plain));
      }
    }
    ControlPacket introduction =
        new ControlPacket(
            Opcode.CONTROL_HARD_RESET_CLIENT_V3,
            0,
            CLIENT,
            List.of(),
            Optional.empty(),
            0,
            new byte[0]);
    seeds.add(prefixed(5, ControlWraps.of(wrapping(4), Role.CLIENT, TIME).wrap(introduction)));
    return seeds;
  }

  private static byte[] prefixed(int first, byte[] rest) {
    return ByteBuffer.allocate(1 + rest.length).put((byte) first).put(rest).array();
  }

  @Override
  public void run(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int kind = input[0] & 7;
    byte[] rest = Arrays.copyOfRange(input, 1, input.length);
    if (kind >= 5) {
      check(new TlsCryptV2ServerWrap(SERVER_KEY, TIME), rest);
      return;
    }
    boolean sealed = (input[0] & 8) != 0 && rest.length >= HEADER;
    check(ControlWraps.of(wrapping(kind), Role.CLIENT, TIME), sealed ? seal(kind, rest) : rest);
  }

  private static void check(ControlWrap wrap, byte[] datagram) {
    byte[] before = datagram.clone();
    Optional<ControlPacket> packet = wrap.unwrap(datagram, 0, datagram.length);
    assertTrue(Arrays.equals(before, datagram), "the datagram was changed");
    boolean again = wrap.unwrap(datagram, 0, datagram.length).isPresent();
    if (!(wrap instanceof PlainWrap)) {
      assertTrue(packet.isEmpty() || !again, "a replay was accepted");
    }
  }

  /** As a server would, but for a body that no server makes. */
  private static byte[] seal(int kind, byte[] plain) {
    byte[] ids = {0, 0, 0, 1, 0x65, 0, 0, 0};
    byte[] body = Arrays.copyOfRange(plain, HEADER, plain.length);
    return switch (kind) {
      case 0 -> plain;
      case 1 -> authenticated(HmacDigest.SHA1.keyed(KEY, 64), plain, ids, body);
      case 2 -> authenticated(HmacDigest.SHA512.keyed(KEY, 64), plain, ids, body);
      default -> encrypted(plain, ids, body);
    };
  }

  private static byte[] authenticated(Mac mac, byte[] plain, byte[] ids, byte[] body) {
    mac.update(ids);
    mac.update(plain, 0, HEADER);
    byte[] tag = mac.doFinal(body);
    return ByteBuffer.allocate(HEADER + tag.length + IDS + body.length)
        .put(plain, 0, HEADER)
        .put(tag)
        .put(ids)
        .put(body)
        .array();
  }

  private static byte[] encrypted(byte[] plain, byte[] ids, byte[] body) {
    Mac mac = HmacDigest.SHA256.keyed(KEY, 64);
    mac.update(plain, 0, HEADER);
    mac.update(ids);
    byte[] tag = mac.doFinal(body);
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(KEY, 0, 32, "AES"),
          new IvParameterSpec(tag, 0, 16));
      return ByteBuffer.allocate(HEADER + IDS + tag.length + body.length)
          .put(plain, 0, HEADER)
          .put(ids)
          .put(tag)
          .put(cipher.doFinal(body))
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
