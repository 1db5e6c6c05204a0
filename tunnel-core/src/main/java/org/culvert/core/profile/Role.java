package org.culvert.core.profile;

import java.util.List;

/** Whether the file is a client's profile at all. */
final class Role implements Section {
  private final Arguments arguments;
  private final Findings findings;
  private boolean pull;
  private boolean tlsClient;

  Role(Findings findings) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
  }

  @Override
  public boolean read(Statement s) {
    switch (s.name()) {
      case "client" -> {
        pull = true;
        tlsClient = true;
      }
      case "pull" -> pull = true;
      case "tls-client" -> tlsClient = true;
      case "mode" -> {
        if (s.arg(0).equals("server")) {
          findings.error(s, Action.SERVER_CONFIG, SecurityCode.MODE_SERVER);
        } else {
          arguments.oneOf(s, 0, List.of("p2p"));
        }
      }
      case "key-method" -> {
        if (s.arg(0).equals("1")) {
          findings.error(s, Action.REFUSE, SecurityCode.KEY_METHOD_1);
        } else {
          arguments.oneOf(s, 0, List.of("2"));
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Whether the server is asked for settings. */
  boolean pulls() {
    return pull;
  }

  /** At the end of the file. */
  void check() {
    if (findings.haveErrors() || (pull && tlsClient)) {
      return;
    }
    if (!pull && !tlsClient) {
      findings.error(0, FileCode.NO_CLIENT);
    } else if (!tlsClient) {
      findings.error(0, FileCode.PULL_ALONE);
    }
  }
}
