package org.culvert.helper.main;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What servers are told of this machine by profiles with {@code push-peer-info} (wire reference
 * 6.1). In the place of a network card's address stands a number that is this machine's for good
 * and tells nothing else of it.
 */
final class MachineDetails {
  private static final String PURPOSE = "culvert peer info:";
  private static final int ADDRESS_BYTES = 6;
  private static final int LOCALLY_ADMINISTERED = 0x02;
  private static final int GROUP = 0x01;

  private MachineDetails() {}

  /**
   * The lines, by their names.
   *
   * @param machineId the file with systemd's number of the machine, which must not leave it as it
   *     is
   */
  static Map<String, String> read(Path machineId) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("IV_PLAT_VER", System.getProperty("os.version", ""));
    try {
      String id = Files.readString(machineId, US_ASCII).strip();
      if (!id.isEmpty()) {
        details.put("IV_HWADDR", address(id));
      }
    } catch (IOException e) {
      // A machine without a number has none to tell.
    }
    return details;
  }

  private static String address(String id) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest((PURPOSE + id).getBytes(US_ASCII));
      byte[] address = Arrays.copyOf(hash, ADDRESS_BYTES);
      address[0] = (byte) ((address[0] | LOCALLY_ADMINISTERED) & ~GROUP);
      return HexFormat.ofDelimiter(":").formatHex(address);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
