package org.culvert.core.wrap;

/** Which side of the connection we are: each uses its own half of a shared key for sending. */
public enum Role {
  CLIENT,
  SERVER
}
