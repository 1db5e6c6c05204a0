package org.culvert.core.api;

/**
 * What else than the profile decides what may leave the machine, and whom it asks for names.
 *
 * @param killSwitch whether nothing leaves outside the tunnel while it is wanted, up or not
 * @param allowLan whether the networks that the machine is connected to directly are exempt from
 *     that, and from a tunnel that takes everything
 * @param dns who is asked for names
 */
public record Protection(boolean killSwitch, boolean allowLan, DnsWish dns) {
  /** As long as the user wants nothing else: as the profile and the server say. */
  public static final Protection USUAL = new Protection(false, true, new DnsWish.Server());
}
