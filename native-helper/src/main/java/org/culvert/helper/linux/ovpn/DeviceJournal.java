package org.culvert.helper.linux.ovpn;

import java.nio.file.Path;
import org.culvert.helper.host.Journal;

/** The devices of ours that would outlive the process. */
final class DeviceJournal extends Journal<OwnDevice> {
  DeviceJournal(Path directory) {
    super(
        directory,
        "devices.journal",
        "culvert devices 1",
        "the devices shown by: ip link show type ovpn");
  }

  @Override
  protected String format(OwnDevice device) {
    return device.line();
  }

  @Override
  protected OwnDevice parse(String line) {
    return OwnDevice.parse(line);
  }
}
