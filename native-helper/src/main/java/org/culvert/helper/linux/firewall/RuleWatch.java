package org.culvert.helper.linux.firewall;

import java.io.IOException;
import org.culvert.helper.linux.sys.NetlinkSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the kernel has told of changes, by whomever, to its rules or to the
 * machine's networks: other firewalls are started with an empty table, and networks come and go.
 * Has a thread of its own.
 */
final class RuleWatch implements AutoCloseable {
  /** Hears of changes; {@code rules} whether rules were among them. */
  interface Listener {
    void changed(boolean rules);
  }

  /** Makes one. */
  interface Maker {
    RuleWatch start(Listener listener) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(RuleWatch.class);
  private static final long EVERY_MILLIS = 500;

  /** NETLINK_NETFILTER, and its group NFNLGRP_NFTABLES (7) as a bit. */
  private static final int NETFILTER = 12;

  private static final int NFTABLES = 1 << 6;

  /** The groups as bits: link 1, IPv4 address 5 and route 7, IPv6 address 9 and route 11. */
  private static final int NETWORKS = 0x1 | 0x10 | 0x40 | 0x100 | 0x400;

  private volatile boolean closed;

  private RuleWatch() {}

  /** One that nobody hears: for tests. */
  static RuleWatch deaf() {
    return new RuleWatch();
  }

  /** Begins, in the network namespace of the calling thread. */
  static RuleWatch start(Listener listener) throws IOException {
    NetlinkSocket rules = NetlinkSocket.open(NETFILTER, NFTABLES);
    NetlinkSocket networks;
    try {
      networks = NetlinkSocket.open(NetlinkSocket.ROUTE, NETWORKS);
    } catch (IOException e) {
      rules.close();
      throw e;
    }
    RuleWatch watch = new RuleWatch();
    Thread.ofPlatform()
        .name("rule-watch")
        .daemon()
        .start(
            () -> {
              try (rules;
                  networks) {
                watch.run(rules, networks, listener);
              }
            });
    return watch;
  }

  private void run(NetlinkSocket rules, NetlinkSocket networks, Listener listener) {
    while (!closed) {
      try {
        boolean ofRules = rules.skim();
        if (networks.skim() || ofRules) {
          listener.changed(ofRules);
        }
        Thread.sleep(EVERY_MILLIS);
      } catch (IOException e) {
        LOG.warn("changes of the kernel's rules are not heard of", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
