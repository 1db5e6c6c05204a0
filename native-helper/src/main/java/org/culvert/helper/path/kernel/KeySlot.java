package org.culvert.helper.path.kernel;

/** Where the kernel keeps a peer's two keys. Both open packets, the primary one seals them. */
public enum KeySlot {
  PRIMARY,
  SECONDARY
}
