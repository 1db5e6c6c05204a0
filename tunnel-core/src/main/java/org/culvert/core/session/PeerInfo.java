package org.culvert.core.session;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.culvert.core.keys.DataCipher;

/**
 * What we tell the server about ourselves (wire reference section 6). Servers push features
 * strictly by it, so it promises exactly what is implemented.
 *
 * @param version our product version
 * @param platform {@code linux}, {@code mac} or {@code win}
 * @param epochs whether the session's data path changes keys by epochs: ours does, the kernel's
 *     does not
 */
public record PeerInfo(String version, String platform, boolean epochs) {
  /** What this session promises; {@code exporter}: whether its TLS can export keys. */
  Set<Promise> promises(boolean exporter) {
    Set<Promise> promises = EnumSet.allOf(Promise.class);
    if (!exporter) {
      promises.removeAll(EnumSet.of(Promise.TLS_KEY_EXPORT, Promise.DYNAMIC_TLS_CRYPT));
    }
    if (!epochs) {
      promises.remove(Promise.DATA_EPOCH);
    }
    return promises;
  }

  /**
   * The lines of the key message.
   *
   * @param exporter whether this TLS session can export keys
   * @param decompression whether the server may compress what it sends
   * @param userValues the profile's {@code UV_*}
   */
  String lines(
      List<DataCipher> ciphers,
      int maxMtu,
      boolean exporter,
      boolean decompression,
      Map<String, String> userValues) {
    StringBuilder lines = new StringBuilder();
    // Servers branch on the number in front: we behave like a 2.6 client.
    lines.append("IV_VER=2.6-culvert-").append(version).append('\n');
    lines.append("IV_PLAT=").append(platform).append('\n');
    lines.append("IV_TCPNL=1\n");
    lines.append("IV_MTU=").append(maxMtu).append('\n');
    if (ciphers.contains(DataCipher.AES_256_GCM) && ciphers.contains(DataCipher.AES_128_GCM)) {
      lines.append("IV_NCP=2\n");
    }
    lines
        .append("IV_CIPHERS=")
        .append(ciphers.stream().map(DataCipher::openVpnName).collect(Collectors.joining(":")))
        .append('\n');
    int proto = promises(exporter).stream().mapToInt(Promise::value).sum();
    lines.append("IV_PROTO=").append(proto).append('\n');
    lines.append("IV_LZO_STUB=1\nIV_COMP_STUB=1\nIV_COMP_STUBv2=1\n");
    if (decompression) {
      lines.append("IV_LZO=1\nIV_LZ4=1\nIV_LZ4v2=1\n");
    }
    lines.append("IV_SSO=webauth,openurl,crtext\n");
    lines.append("IV_GUI_VER=Culvert_").append(version).append('\n');
    userValues.forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    return lines.toString();
  }
}
