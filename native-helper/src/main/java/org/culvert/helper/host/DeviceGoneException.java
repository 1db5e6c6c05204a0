package org.culvert.helper.host;

import java.io.IOException;

/**
 * The tunnel's device does not exist any more, and its routes went with it: nothing protects the
 * traffic that it was to carry.
 */
public final class DeviceGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the device. */
  public DeviceGoneException(String device) {
    super("device " + device + " is gone");
  }
}
