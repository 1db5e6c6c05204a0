package org.culvert.core.session;

import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.profile.Profile;

/**
 * What we tell the server about ourselves (wire reference section 6). Servers push features
 * strictly by it, so it promises exactly what is implemented.
 *
 * @param version our product version
 * @param platform {@code linux}, {@code mac} or {@code win}
 * @param carrier what is to carry the session's data packets
 * @param details lines about this machine that a profile must ask for ({@code push-peer-info})
 */
public record PeerInfo(
    String version, String platform, Carrier carrier, Map<String, String> details) {
  /** We do all that a client of this version can do, and servers branch on it. */
  private static final String LIKE = "2.7";

  private static final List<String> COMPRESSION_MARKS =
      List.of("IV_LZO_STUB", "IV_COMP_STUB", "IV_COMP_STUBv2");
  private static final List<String> DECOMPRESSION = List.of("IV_LZO", "IV_LZ4", "IV_LZ4v2");

  public PeerInfo {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** With nothing to say about this machine. */
  public PeerInfo(String version, String platform, Carrier carrier) {
    this(version, platform, carrier, Map.of());
  }

  /** The same of a session that something else carries. */
  public PeerInfo carriedBy(Carrier other) {
    return new PeerInfo(version, platform, other, details);
  }

  /**
   * What is promised in a session.
   *
   * @param exporter whether its TLS can export keys
   * @param pulls whether a server pushes to us; else we negotiate with an equal
   */
  Set<Promise> promises(boolean exporter, boolean pulls) {
    Set<Promise> promises = EnumSet.allOf(Promise.class);
    promises.removeIf(promise -> !(pulls ? promise.toServers() : promise.toEquals()));
    if (!exporter) {
      promises.removeAll(EnumSet.of(Promise.TLS_KEY_EXPORT, Promise.DYNAMIC_TLS_CRYPT));
    }
    if (carrier == Carrier.KERNEL) {
      promises.remove(Promise.DATA_EPOCH);
    }
    return promises;
  }

  /** Whether received packets may be compressed. */
  boolean decompresses(Profile profile) {
    return carrier == Carrier.USERSPACE && profile.compression().decompress();
  }

  /**
   * The lines of the key message.
   *
   * @param exporter whether this TLS session can export keys
   */
  String lines(Profile profile, List<DataCipher> ciphers, int maxMtu, boolean exporter) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("IV_VER", LIKE + "-culvert-" + version);
    lines.put("IV_PLAT", platform);
    lines.put("IV_TCPNL", "1");
    lines.put("IV_MTU", Integer.toString(maxMtu));
    if (ciphers.contains(DataCipher.AES_256_GCM) && ciphers.contains(DataCipher.AES_128_GCM)) {
      lines.put("IV_NCP", "2");
    }
    lines.put(
        "IV_CIPHERS",
        ciphers.stream().map(DataCipher::openVpnName).collect(Collectors.joining(":")));
    int proto = promises(exporter, profile.pull().pulls()).stream().mapToInt(Promise::value).sum();
    lines.put("IV_PROTO", Integer.toString(proto));
    if (carrier == Carrier.USERSPACE) {
      COMPRESSION_MARKS.forEach(name -> lines.put(name, "1"));
    }
    if (decompresses(profile)) {
      DECOMPRESSION.forEach(name -> lines.put(name, "1"));
    }
    lines.put("IV_SSO", "webauth,openurl,crtext");
    lines.put("IV_GUI_VER", "Culvert_" + version);
    if (profile.pushPeerInfo()) {
      lines.putAll(details);
      lines.putAll(profile.peerInfo());
    }
    return lines.entrySet().stream()
        .map(line -> line.getKey() + "=" + line.getValue() + "\n")
        .collect(Collectors.joining());
  }
}
