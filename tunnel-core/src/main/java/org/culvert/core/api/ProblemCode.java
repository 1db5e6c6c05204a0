package org.culvert.core.api;

import java.text.MessageFormat;
import java.util.Locale;

/**
 * Every way in which something can go wrong for a user, with the words for it. The wire name and
 * the exit status are stable: scripts depend on them. {@code {0}}, {@code {1}} … stand for the
 * arguments of the {@link Problem}.
 */
public enum ProblemCode {
  AUTH_FAILED(
      Kind.NEEDS_USER,
      4,
      "{0} refused the user name or password{1}",
      "Check both and connect again; a locked account or an expired password also looks like"
          + " this."),
  CREDENTIALS_NEEDED(
      Kind.NEEDS_USER,
      4,
      "Profile {0} asks for a user name and password, and none was given",
      "Give them with --auth-file FILE or --auth-stdin, or connect from the window."),
  RESPONSE_NEEDED(
      Kind.NEEDS_USER,
      4,
      "The server of profile {0} asks: {1}",
      "Answer at a terminal or in the window; a response that is known before goes on the third"
          + " line of --auth-file or --auth-stdin."),
  PASSPHRASE_NEEDED(
      Kind.NEEDS_USER,
      4,
      "The private key ({1}) of profile {0} is locked, and nobody was there to give its passphrase",
      "Give it with --passphrase-file FILE, or connect at a terminal or from the window."),
  PASSPHRASE_WRONG(
      Kind.NEEDS_USER,
      4,
      "The passphrase does not open the private key ({1}) of profile {0}",
      "Connect again with the right one; if it is lost, get a new profile from the server's"
          + " administrator."),
  PROXY_LOGIN_NEEDED(
      Kind.NEEDS_USER,
      4,
      "The proxy {1} of profile {0} asks for a user name and password, and none was given",
      "Connect at a terminal or from the window, or write them into the profile's"
          + " http-proxy-user-pass block or into the file that its socks-proxy line names."),
  CREDENTIALS_TOO_LONG(
      Kind.NEEDS_USER,
      4,
      "User name and password are too long for {0}, by {1} bytes",
      "Check that they are the right ones, or ask the server's administrator for shorter ones."),
  NO_ANSWER(
      Kind.WILL_RETRY,
      5,
      "{0} did not answer within {1} s",
      "The server may be down, a firewall may drop {2}, or the profile's tls-auth or tls-crypt key"
          + " is not the server's: a server stays silent to a wrong key."),
  PORT_CLOSED(
      Kind.WILL_RETRY,
      5,
      "Nothing listens at {0}: the machine is there and refuses the port",
      "Check the port and the protocol (UDP or TCP) in the profile, or whether the server runs."),
  WRONG_WRAP_KEY(
      Kind.WILL_RETRY,
      6,
      "{0} answers, but its packets do not open with the profile's {1} key",
      "Get the profile again from the server's administrator: the {1} key was changed or belongs"
          + " to another server."),
  NOT_OPENVPN(
      Kind.WILL_RETRY,
      5,
      "{0} answers, but not with the OpenVPN protocol ({1} packets dropped within {2} s)",
      "Check address and port: another service is probably listening there."),
  CONNECTION_CLOSED(
      Kind.WILL_RETRY,
      5,
      "{0} took the connection and ended it before it answered: {1}",
      "The profile's tls-auth or tls-crypt key may not be the server's, another service may be"
          + " listening there, or the server has no room for more clients."),
  HANDSHAKE_TIMEOUT(
      Kind.WILL_RETRY,
      5,
      "{0} began the handshake and then fell silent; it was not complete after {1} s",
      "The server may have refused the client certificate (ask its administrator for the log), or"
          + " the path drops large packets."),
  PUSH_TIMEOUT(
      Kind.WILL_RETRY,
      5,
      "{0} accepted the connection but sent no configuration within {1} s",
      "The server is still waiting for its own login service, or is overloaded. Try again later."),
  WAIT_EXPIRED(Kind.WILL_RETRY, 5, "{0} was not connected within {1} s; last: {2}", "{3}"),
  RESOLVE_FAILED(
      Kind.WILL_RETRY,
      5,
      "The name {0} has no address: {1}",
      "Check the network connection and the name in the profile's remote line."),
  PROXY_UNREACHABLE(
      Kind.WILL_RETRY,
      5,
      "The proxy {0} cannot be reached: {1}",
      "Check the network connection, and the address in the profile's http-proxy or socks-proxy"
          + " line; Culvert tries again."),
  PROXY_REFUSED(
      Kind.WILL_RETRY,
      5,
      "The proxy {0} does not connect to {1}: {2}",
      "Check the profile's remote line, and ask who runs the proxy whether it may connect there:"
          + " many allow port 443 only."),
  NOT_A_PROXY(
      Kind.WILL_RETRY,
      5,
      "{0} is not the proxy that the profile names: {1}",
      "Check address and port, and whether it is an HTTP or a SOCKS proxy."),
  PROXY_LOGIN_REFUSED(
      Kind.NEEDS_USER,
      4,
      "The proxy {0} refused the user name or password",
      "Check both and connect again; ask who runs the proxy if they are right."),
  PROXY_LOGIN_UNKNOWN(
      Kind.WILL_NOT_WORK,
      4,
      "The proxy {0} wants a login that Culvert does not have: {1}",
      "Ask who runs the proxy for the digest or basic login."),
  CERT_UNTRUSTED(
      Kind.WILL_NOT_WORK,
      6,
      "The certificate of {0} ({1}) was not signed by the profile's ca",
      "If the server was renewed, get the new profile. Otherwise somebody may be pretending to be"
          + " the server."),
  CERT_EXPIRED(
      Kind.WILL_NOT_WORK,
      6,
      "The certificate of {0} ({1}) expired on {2}",
      "Ask the server's administrator to renew it; check that this machine's clock is right."),
  CERT_NOT_YET_VALID(
      Kind.WILL_NOT_WORK,
      6,
      "The certificate of {0} ({1}) is only valid from {2}",
      "Check that this machine's clock is right."),
  CERT_NAME_MISMATCH(
      Kind.WILL_NOT_WORK,
      6,
      "{0} calls itself \"{1}\", but the profile demands \"{2}\" (verify-x509-name)",
      "Check the remote and the verify-x509-name line. Otherwise somebody may be pretending to be"
          + " the server."),
  CERT_WRONG_PURPOSE(
      Kind.WILL_NOT_WORK,
      6,
      "The certificate of {0} ({1}) is not one for a server: {2}",
      "The profile demands a server certificate (remote-cert-tls). Another client of the same CA"
          + " may be pretending to be the server."),
  CERT_REVOKED(
      Kind.WILL_NOT_WORK,
      6,
      "The certificate of {0} ({1}) was revoked",
      "Ask the server's administrator."),
  CERT_FINGERPRINT(
      Kind.WILL_NOT_WORK,
      6,
      "The certificate of {0} has the fingerprint {1}, which is not in the profile's"
          + " peer-fingerprint list",
      "If the server was renewed, get the new profile. Otherwise somebody may be pretending to be"
          + " the server."),
  CERT_ISSUER(
      Kind.WILL_NOT_WORK,
      6,
      "The certificate of {0} was issued by {1} with the SHA-256 fingerprint {2}, which is not the"
          + " one that the profile demands (verify-hash)",
      "If the authority was renewed, get the new profile. Otherwise somebody may be pretending to be"
          + " the server."),
  CERT_CHANGED(
      Kind.WILL_RETRY,
      6,
      "{0} showed another certificate when the keys were renewed",
      "The connection is being made again from the start."),
  OWN_CERT_EXPIRED(
      Kind.WILL_NOT_WORK,
      6,
      "Your own certificate ({0}) expired on {1}",
      "Get a new profile from the server's administrator."),
  OWN_CERT_NOT_YET_VALID(
      Kind.WILL_NOT_WORK,
      6,
      "Your own certificate ({0}) is only valid from {1}",
      "Check that this machine's clock is right."),
  OWN_CERT_REFUSED(
      Kind.WILL_RETRY,
      6,
      "{0} refused the profile's certificate (TLS alert {1})",
      "Ask the server's administrator whether it was revoked or replaced, and for a new profile."),
  OWN_CERT_INVALID(
      Kind.WILL_NOT_WORK,
      6,
      "The profile's {0} cannot be used: {1}",
      "Get the profile again from the server's administrator."),
  TLS_FAILED(
      Kind.WILL_RETRY,
      6,
      "The TLS handshake with {0} failed: {1}",
      "If it stays so, ask the server's administrator which TLS versions and ciphers are allowed."),
  TLS_VERSION_MISMATCH(
      Kind.WILL_RETRY,
      6,
      "{0} and this profile have no TLS version in common",
      "Ask the server's administrator which TLS versions are allowed, and compare the profile's"
          + " tls-version-min and tls-version-max lines."),
  TLS_NO_AGREEMENT(
      Kind.WILL_RETRY,
      6,
      "{0} takes none of the ciphers, groups and signatures that this profile offers for TLS (alert"
          + " {1})",
      "Ask the server's administrator which ones are allowed, and compare the profile's tls-cipher,"
          + " tls-ciphersuites, tls-groups and tls-cert-profile lines."),
  CIPHER_MISMATCH(
      Kind.WILL_NOT_WORK,
      1,
      "{0} wants the data cipher {1}, which the profile does not allow ({2})",
      "Add it to data-ciphers if you trust it, or ask the administrator for a modern cipher."),
  PUSH_REFUSED(
      Kind.WILL_NOT_WORK,
      1,
      "{0} sent a configuration that cannot be used: {1}",
      "Show this to the server's administrator."),
  SERVER_SAYS(
      Kind.WILL_RETRY,
      1,
      "{0} ended the connection: {1}",
      "Culvert connects again unless the server forbade it."),
  PEER_SILENT(
      Kind.WILL_RETRY,
      5,
      "Nothing was heard from {0} for {1} s",
      "The network or the server went away; Culvert connects again."),
  INACTIVE(
      Kind.NEEDS_USER,
      1,
      "The tunnel to {0} was ended after {1} s with too little traffic",
      "The server or the profile wants it so (inactive). Connect again when you need the tunnel."),
  UNREACHABLE(
      Kind.WILL_RETRY,
      5,
      "This machine cannot reach {0}: {1}",
      "Check the network connection and the address in the profile's remote line; Culvert tries"
          + " again."),
  TRANSPORT_FAILED(
      Kind.WILL_RETRY,
      1,
      "The connection to {0} broke: {1}",
      "Check the network; Culvert connects again."),
  KEY_EXHAUSTED(
      Kind.WILL_RETRY,
      1,
      "The data key for {0} was used up before a new one was agreed",
      "Culvert connects again with fresh keys."),
  HOST_SETUP_FAILED(
      Kind.WILL_NOT_WORK,
      1,
      "The tunnel could not be set up on this machine: {0}",
      "Check this computer (culvert doctor): it says what the helper needs."),
  DNS_NOT_APPLIED(Kind.NEEDS_USER, 1, "The tunnel works, but not all of its DNS does: {0}", "{1}"),
  DATA_PATH_UNAVAILABLE(
      Kind.WILL_NOT_WORK,
      1,
      "The {0} data path cannot be used: {1}",
      "Connect with --data-path auto."),
  KILL_SWITCH_UNAVAILABLE(
      Kind.WILL_NOT_WORK,
      1,
      "The kill switch cannot be used: {0}",
      "Culvert does not connect without it as long as it is wanted. Once the reason is gone connect"
          + " again, or do without (--no-kill-switch, or in the settings)."),
  TRAFFIC_BLOCKED(
      Kind.NEEDS_USER,
      1,
      "Traffic is blocked by the kill switch of {0}",
      "Connect {0} with its kill switch, or let traffic pass with culvert unblock."),
  UNSUPPORTED(
      Kind.WILL_NOT_WORK, 7, "The profile needs {0}, which Culvert does not speak yet", "{1}"),
  PROFILE_INVALID(Kind.WILL_NOT_WORK, 7, "{0}", "{1}"),
  PROFILE_UNKNOWN(
      Kind.WILL_NOT_WORK, 7, "There is no profile named {0}", "See culvert list for the names."),
  STORE_FAILED(
      Kind.WILL_NOT_WORK,
      1,
      "The profiles in {0} cannot be read or changed: {1}",
      "Check the rights and the free space of that folder."),
  REFUSED_BY_POLICY(Kind.WILL_NOT_WORK, 8, "{0}", "{1}"),
  HELPER_UNREACHABLE(
      Kind.NEEDS_USER,
      3,
      "The Culvert helper does not answer at {0}: {1}",
      "Start it: sudo culvert-helper, or in the folder where Culvert was built:"
          + " sudo native-helper/target/culvert-helper. CULVERT_SOCKET names another socket."),
  HELPER_SILENT(
      Kind.NEEDS_USER,
      3,
      "The Culvert helper at {0} did not answer within {1} s",
      "It runs, but may be stopped or overloaded. If it stays silent, end it and start it again:"
          + " that ends its tunnels. CULVERT_SOCKET names another socket."),
  HELPER_FORBIDDEN(
      Kind.NEEDS_USER,
      3,
      "You may not open the Culvert helper's socket at {0}: {1}",
      "Ask who administers this machine for access to it. CULVERT_SOCKET names another socket."),
  BAD_REQUEST(Kind.WILL_NOT_WORK, 1, "The helper does not understand the request: {0}", "{1}"),
  NOT_NOW(Kind.WILL_NOT_WORK, 1, "Not now: {0}", "{1}"),
  INTERNAL(
      Kind.WILL_NOT_WORK,
      1,
      "Culvert failed: {0}",
      "This is a defect of ours. Please report it with the output of culvert log.");

  /** What follows from a problem without anybody doing anything. */
  public enum Kind {
    WILL_RETRY,
    NEEDS_USER,
    WILL_NOT_WORK
  }

  private final Kind kind;
  private final int exitStatus;
  private final String message;
  private final String hint;

  ProblemCode(Kind kind, int exitStatus, String message, String hint) {
    this.kind = kind;
    this.exitStatus = exitStatus;
    this.message = message;
    this.hint = hint;
  }

  /** What follows from it. */
  public Kind kind() {
    return kind;
  }

  /** The command line's exit status, 1 to 8. */
  public int exitStatus() {
    return exitStatus;
  }

  /** The stable name on the local socket and in JSON, for example {@code auth-failed}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String message(Object[] args) {
    return fill(message, args);
  }

  String hint(Object[] args) {
    return fill(hint, args);
  }

  /** An apostrophe is one in the texts above, and a quote to MessageFormat. */
  private static String fill(String text, Object[] args) {
    return new MessageFormat(text.replace("'", "''"), Locale.ROOT).format(args);
  }
}
