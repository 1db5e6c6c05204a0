package org.culvert.helper.linux.ns;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.culvert.helper.host.HostNetwork;
import org.culvert.helper.host.IsolatedNetwork;
import org.culvert.helper.linux.net.LinuxHostNetwork;
import org.culvert.helper.linux.port.OffloadStep;

/** A network namespace with what sets up devices in it. */
public final class LinuxIsolatedNetwork implements IsolatedNetwork {
  private final NetworkNamespace namespace;
  private final LinuxHostNetwork network;

  private LinuxIsolatedNetwork(NetworkNamespace namespace, LinuxHostNetwork network) {
    this.namespace = namespace;
    this.network = network;
  }

  /** Needs CAP_SYS_ADMIN; {@code stateDirectory} takes the journal of this network. */
  public static LinuxIsolatedNetwork open(String name, Path stateDirectory) throws IOException {
    NetworkNamespace namespace = NetworkNamespace.open(name);
    try {
      return new LinuxIsolatedNetwork(
          namespace,
          namespace.call(() -> LinuxHostNetwork.open(stateDirectory, OffloadStep.BATCH)));
    } catch (IOException | RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  @Override
  public <T> T call(Callable<T> task) throws IOException {
    return namespace.call(task);
  }

  @Override
  public HostNetwork network() {
    return network;
  }

  @Override
  public void close() {
    network.close();
    namespace.close();
  }
}
