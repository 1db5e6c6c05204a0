package org.culvert.core.session;

import java.util.Optional;

/**
 * What a client can promise a server in {@code IV_PROTO}, by the number of its bit (wire reference
 * 6.2), and what the server then may demand by {@code protocol-flags}.
 */
enum Promise {
  DATA_V2(1),
  REQUEST_PUSH(2),
  TLS_KEY_EXPORT(3, "tls-ekm"),
  AUTH_PENDING_KEYWORD(4),
  CC_EXIT_NOTIFY(7, "cc-exit"),
  AUTH_FAIL_TEMP(8),
  DYNAMIC_TLS_CRYPT(9, "dyn-tls-crypt"),
  DATA_EPOCH(10, "aead-epoch"),
  PUSH_UPDATE(12);

  private final int bit;
  private final Optional<String> flag;

  Promise(int bit) {
    this.bit = bit;
    this.flag = Optional.empty();
  }

  Promise(int bit, String flag) {
    this.bit = bit;
    this.flag = Optional.of(flag);
  }

  int value() {
    return 1 << bit;
  }

  Optional<String> flag() {
    return flag;
  }
}
