package org.culvert.core.profile;

/** What becomes of a line of a profile. */
public enum Action {
  /** Read and honoured. */
  SUPPORT,
  /** Read as its modern equivalent. */
  TRANSLATE,
  /** Accepted; it changes nothing. */
  IGNORE,
  /** Never honoured, for example a script; the rest of the profile is. */
  DROP,
  /** The profile cannot be used with it. */
  REFUSE,
  /** Part of OpenVPN, but this version cannot do it, and leaving it out would break the profile. */
  NOT_YET,
  /** An operation of the {@code openvpn} program, not a setting. */
  COMMAND,
  /** Only a server may send it. */
  PUSHED,
  /** For servers, left out. */
  SERVER_STRAY,
  /** The file is a server's configuration. */
  SERVER_CONFIG,
  /** Not a directive of OpenVPN, or not written as one. */
  INVALID
}
