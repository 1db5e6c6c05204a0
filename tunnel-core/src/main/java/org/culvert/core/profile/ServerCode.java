package org.culvert.core.profile;

/** What there is to say of servers, proxies and the way to them. */
public enum ServerCode implements FindingCode {
  NO_SERVER("the profile names no server", "Add a line: remote HOST PORT."),
  CONNECTION_WITHOUT_SERVER("'{0}': it names no server", Remedy.ONE_REMOTE),
  CONNECTION_WITH_SERVERS("'{0}': it names more than one server", Remedy.ONE_REMOTE),
  AFTER_CONNECTIONS(
      "'{0}' after the <connection> blocks does not count for them",
      "Move the line in front of the first block."),
  REMOTE_NOT_USED(
      "'remote' outside of the <connection> blocks is not used",
      "Put it into a <connection> block of its own if it should be."),
  NO_SERVERS_ADDRESS("'{0}': '{1}' is not an address", "Write one of the server's IP addresses."),
  NO_LOCAL_ADDRESS("'{0}': '{1}' is not an address", "Write one of this machine's IP addresses."),
  TIED_TO_ADDRESS(
      "'local' ties the connection to one of this machine's addresses",
      "Remove the line if the machine changes networks."),
  BIND_WITHOUT_PORT(
      "'bind' without lport has no effect: any free local port is used",
      "Add lport NUMBER if the server demands a fixed one."),
  PROTOCOL_OF_NONE("'{0}': no remote uses this protocol", Remedy.REMOVE_LINE),
  HOST_FIRST("'{0}': the host comes first", Remedy.WRITE),
  WEB_ADDRESS("'{0}': a web address is not a server name", Remedy.WRITE),
  COLON("'{0}': host and port are separated by a blank, not by a colon", Remedy.WRITE),
  NO_HOST("'{0}': this is not a host name or address", "Correct the server's name."),
  NO_PROXY_HOST("'{0}': this is not a host name or address", "Correct the proxy's name."),
  SERVERS_PROTOCOL(
      "'{0}': {1} is a server's protocol, so this is not a client profile", Remedy.CLIENT_PROFILE),
  NO_PROTOCOL("'{0}': '{1}' is not a protocol", "Write udp or tcp."),
  TWO_PROXIES(
      "this server has both an http-proxy and a socks-proxy",
      "Keep the one that it is to be reached by."),
  HTTP_PROXY_FOR_UDP(
      "'http-proxy' is for TCP, and this server is asked for by UDP",
      "Write proto tcp, if the server speaks it, or use a SOCKS proxy."),
  BROKEN_PROXY_LOGIN(
      "'http-proxy': the login {1} is broken and gone from OpenVPN",
      "Ask who runs the proxy for the basic or digest login, and write auto instead."),
  PROXY_OPTION_UNUSED(
      "'http-proxy-option {1}' has no effect: it is for a program beside OpenVPN", Remedy.NOTHING),
  NO_HEADER(
      "'{0}': this is not a header line", "Write: http-proxy-option CUSTOM-HEADER NAME VALUE."),
  TOO_MANY_HEADERS("'{0}': there are more than 10 of them", "Remove some."),
  PROXY_VALUE("'{0}': its value is too long or not printable", "Correct the value."),
  PROXY_PASSWORD_MISSING(
      "'{0}' contains no password", "You are asked for it when the proxy wants one."),
  PROXY_LOGIN_IMPOSSIBLE(
      "'{0}': user name or password are too long or not possible", "Correct the proxy's login."),
  NO_DEVICE(
      "'{0}': this is not a device's name", "Write the name of one of this machine's devices."),
  UNKNOWN_FLAG("'socket-flags': '{1}' is not known and has no effect", Remedy.NOTHING),
  UNKNOWN_FLAG_LINE("'socket-flags': this line is not known and has no effect", Remedy.NOTHING),
  CUT_TOO_SMALL(
      "'{0}': packets cannot be cut so small",
      "Write the number of the server's configuration; it is {1} at least."),
  CUT_AND_TCP(
      "'fragment' cuts datagrams, but a server of the profile is reached by TCP",
      "Remove the line, or the remotes with tcp."),
  CONTROL_SIZE("'{0}' may be {1} to {2} for control packets; {3} is used for them", Remedy.NOTHING);

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final FindingText text;

  ServerCode(String what, String whatToDo) {
    text = FindingText.of(what, whatToDo);
  }

  ServerCode(String what, Remedy remedy) {
    text = FindingText.of(what, remedy);
  }

  @Override
  public FindingText text() {
    return text;
  }
}
