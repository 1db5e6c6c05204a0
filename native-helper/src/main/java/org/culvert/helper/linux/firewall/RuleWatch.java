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
  /** Hears of changes, and once at the beginning. */
  interface Listener {
    /**
     * Something is different.
     *
     * @param rules whether rules may be
     * @return whether all is as it should be now; else it is called again soon
     */
    boolean changed(boolean rules);
  }

  /** Tells whether the kernel has told of something since the last call. */
  interface Ear {
    boolean heard() throws IOException;
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
  private boolean deaf;

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
                watch.run(rules::skim, networks::skim, listener, EVERY_MILLIS);
              }
            });
    return watch;
  }

  void run(Ear rules, Ear networks, Listener listener, long everyMillis) {
    boolean well = false; // what changed before the first look was not heard
    while (!closed) {
      boolean ofRules = heard(rules);
      boolean ofNetworks = heard(networks);
      if (ofRules || ofNetworks || !well) {
        well = tell(listener, ofRules);
      }
      try {
        Thread.sleep(everyMillis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Who cannot hear has to look. */
  private boolean heard(Ear ear) {
    try {
      boolean heard = ear.heard();
      deaf = false;
      return heard;
    } catch (IOException e) {
      if (!deaf) {
        LOG.warn("changes of the kernel's rules are not heard of, and looked for instead", e);
      }
      deaf = true;
      return true;
    }
  }

  /** A defect of ours must not be the end of the watch. */
  private static boolean tell(Listener listener, boolean rules) {
    try {
      return listener.changed(rules);
    } catch (RuntimeException e) {
      LOG.error("what stands of a kill switch is not known", e);
      return false;
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
