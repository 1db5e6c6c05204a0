package org.culvert.core.session;

import java.util.Optional;

/**
 * What a client can promise in {@code IV_PROTO}, by the number of its bit (wire reference 6.2), to
 * whom, and what a server then may demand by {@code protocol-flags}.
 */
enum Promise {
  DATA_V2(1, To.BOTH),
  REQUEST_PUSH(2, To.SERVERS),
  TLS_KEY_EXPORT(3, To.BOTH, "tls-ekm"),
  AUTH_PENDING_KEYWORD(4, To.SERVERS),
  NEGOTIATE_WITH_EQUALS(5, To.EQUALS),
  CC_EXIT_NOTIFY(7, To.BOTH, "cc-exit"),
  AUTH_FAIL_TEMP(8, To.SERVERS),
  DYNAMIC_TLS_CRYPT(9, To.BOTH, "dyn-tls-crypt"),
  DATA_EPOCH(10, To.BOTH, "aead-epoch"),
  DNS_OPTION(11, To.SERVERS),
  PUSH_UPDATE(12, To.SERVERS);

  /** Who is promised it: servers that push, or the other end of a point-to-point tunnel. */
  private enum To {
    SERVERS,
    EQUALS,
    BOTH
  }

  private final int bit;
  private final To to;
  private final Optional<String> flag;

  Promise(int bit, To to) {
    this.bit = bit;
    this.to = to;
    this.flag = Optional.empty();
  }

  Promise(int bit, To to, String flag) {
    this.bit = bit;
    this.to = to;
    this.flag = Optional.of(flag);
  }

  int value() {
    return 1 << bit;
  }

  boolean toServers() {
    return to != To.EQUALS;
  }

  boolean toEquals() {
    return to != To.SERVERS;
  }

  Optional<String> flag() {
    return flag;
  }
}
