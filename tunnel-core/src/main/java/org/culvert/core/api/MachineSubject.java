package org.culvert.core.api;

import java.util.Locale;

/** What a {@link Response.Finding} is about, in English words. The wire name is stable. */
public enum MachineSubject {
  KERNEL("kernel"),
  PRIVILEGE("privilege"),
  TUN("TUN driver"),
  USERSPACE_PATH("userspace data path"),
  KERNEL_PATH("kernel data path"),
  OLD_DRIVER("old kernel driver"),
  DNS("DNS back end"),
  KILL_SWITCH("kill switch"),
  ENCRYPTION("encryption");

  private final String words;

  MachineSubject(String words) {
    this.words = words;
  }

  /** The English words. */
  public String words() {
    return words;
  }

  /** The stable name in translations, for example {@code kernel-path}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
