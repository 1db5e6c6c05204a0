package org.culvert.helper.linux.names;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The addresses of names while nothing else leaves this machine: from its own file, from its
 * resolvers, and last from the system, which may know some without asking anybody outside.
 *
 * @param mark what the block lets out
 */
public record NamesPastBlock(int mark) {
  /** The rest of a sentence about a name that is not found. */
  private static final String ALONE =
      "this machine asks only a resolver of its own for names, and what that asks others stays in"
          + " by the kill switch; put the server's address in the place of its name (remote)";

  /** Whether there is a resolver that can be asked past the block. */
  public boolean asksSomebody() {
    return resolvers().asksSomebody();
  }

  /** All addresses. */
  public InetAddress[] all(String name) throws UnknownHostException {
    List<InetAddress> found = HostsFile.ofThisMachine().all(name);
    if (found.isEmpty()) {
      found = resolvers().all(name);
    }
    return found.isEmpty() ? byTheSystem(name) : found.toArray(InetAddress[]::new);
  }

  private InetAddress[] byTheSystem(String name) throws UnknownHostException {
    try {
      return InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      if (asksSomebody()) {
        throw e;
      }
      UnknownHostException alone = new UnknownHostException(name + ": " + ALONE);
      alone.initCause(e);
      throw alone;
    }
  }

  private MarkedLookup resolvers() {
    return MarkedLookup.ofThisMachine(mark);
  }
}
