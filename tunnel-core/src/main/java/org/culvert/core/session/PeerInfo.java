package org.culvert.core.session;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.culvert.core.keys.DataCipher;

/**
 * What we tell the server about ourselves (wire reference section 6). Servers push features
 * strictly by it, so it promises exactly what is implemented.
 *
 * @param version our product version
 * @param platform {@code linux}, {@code mac} or {@code win}
 */
public record PeerInfo(String version, String platform) {
  private static final int DATA_V2 = 1 << 1;
  private static final int REQUEST_PUSH = 1 << 2;
  private static final int TLS_KEY_EXPORT = 1 << 3;
  private static final int AUTH_PENDING_KEYWORD = 1 << 4;
  private static final int CC_EXIT_NOTIFY = 1 << 7;
  private static final int AUTH_FAIL_TEMP = 1 << 8;
  private static final int DYNAMIC_TLS_CRYPT = 1 << 9;

  private static final int ALWAYS =
      DATA_V2 | REQUEST_PUSH | AUTH_PENDING_KEYWORD | CC_EXIT_NOTIFY | AUTH_FAIL_TEMP;

  private static final int WITH_EXPORTER = TLS_KEY_EXPORT | DYNAMIC_TLS_CRYPT;

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
    int proto = exporter ? ALWAYS | WITH_EXPORTER : ALWAYS;
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
