package org.culvert.core.session;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.push.Announced;
import org.culvert.core.push.ControlMessage;
import org.culvert.core.push.Decimal;

/**
 * Point-to-point tunnels: nobody pushes, and what the ends told each other of themselves stands for
 * it. Both come to the same, because both use what both can do, and the first of the TLS server's
 * ciphers.
 */
final class EqualEnds {
  /** The peer id of both ends: the letters v, p, n. */
  private static final int PEER_ID = 0x76706e;

  private EqualEnds() {}

  /**
   * A push reply that says what the ends have agreed on.
   *
   * @param theirInfo the other end's peer info
   * @param ours what we announced
   */
  static String agreement(String theirInfo, Announced ours) {
    StringBuilder reply = new StringBuilder(ControlMessage.PushReply.NAME);
    Optional<String> cipher =
        Arrays.stream(value(theirInfo, "IV_CIPHERS").split(":", -1))
            .filter(ours.dataCiphers()::contains)
            .findFirst();
    cipher.ifPresent(name -> reply.append(",cipher ").append(name));
    int theirs = Decimal.parse(value(theirInfo, "IV_PROTO"), Integer.MAX_VALUE).orElse(0);
    if (!has(theirs, Promise.NEGOTIATE_WITH_EQUALS)) {
      return reply.toString(); // a peer from before there was more to agree on
    }
    if (has(theirs, Promise.DATA_V2)) {
      reply.append(",peer-id ").append(PEER_ID);
    }
    List<Promise> common =
        Arrays.stream(Promise.values())
            .filter(promise -> promise.flag().filter(ours.protocolFlags()::contains).isPresent())
            .filter(promise -> has(theirs, promise))
            .filter(promise -> promise != Promise.DATA_EPOCH || canCount(theirs, cipher))
            .filter(
                promise ->
                    promise != Promise.DYNAMIC_TLS_CRYPT || has(theirs, Promise.TLS_KEY_EXPORT))
            .toList();
    if (!common.isEmpty()) {
      reply
          .append(",protocol-flags ")
          .append(
              common.stream()
                  .map(promise -> promise.flag().orElseThrow())
                  .collect(Collectors.joining(" ")));
    }
    return reply.toString();
  }

  private static boolean has(int bits, Promise promise) {
    return (bits & promise.value()) != 0;
  }

  /** Epochs need the long header and an AEAD cipher. */
  private static boolean canCount(int theirs, Optional<String> cipher) {
    return has(theirs, Promise.DATA_V2)
        && cipher.flatMap(DataCipher::named).filter(DataCipher::isAead).isPresent();
  }

  private static String value(String info, String name) {
    return info.lines()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }
}
