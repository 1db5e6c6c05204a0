package org.culvert.helper.main;

import java.io.IOException;
import java.util.List;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.runner.DemoHost;
import org.culvert.helper.runner.MachineDoctor;
import org.culvert.helper.runner.SessionFactory;

/** What differs between the real process and a test of it. */
record HelperParts(
    Recovery recovery,
    SessionFactory sessions,
    HostFirewall firewall,
    MachineDoctor doctor,
    DemoHost demo) {
  /** Undoes what an earlier process left behind; a sentence for each thing. */
  @FunctionalInterface
  interface Recovery {
    List<String> recover() throws IOException;
  }
}
