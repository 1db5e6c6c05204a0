package org.culvert.core.profile;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.culvert.core.profile.ConnectionDraft.Protocol;
import org.culvert.core.profile.ConnectionDraft.RemoteLine;
import org.culvert.core.profile.ControlWrapping.KeyDirection;
import org.culvert.core.profile.Remote.Transport;

/** Servers and what may be set for each of them. */
final class ConnectionSection implements Section {
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]{0,40}:[0-9a-fA-F:.]{0,40}");
  private static final int DAY = 86_400;

  /** What a block takes over from the lines before it. */
  private static final Set<String> OF_CONNECTIONS =
      Set.of(
          "proto",
          "port",
          "rport",
          "lport",
          "local",
          "bind",
          "nobind",
          "float",
          "explicit-exit-notify",
          "connect-retry",
          "server-poll-timeout",
          "connect-timeout",
          "http-proxy",
          "http-proxy-option",
          "socks-proxy",
          "tun-mtu",
          "tun-mtu-max",
          "mssfix",
          "fragment",
          "link-mtu",
          "udp-mtu",
          "max-packet-size",
          "mtu-disc");

  private final Arguments arguments;
  private final Findings findings;
  private final Materials materials;
  private final RemoteLines remotes;
  private final ConnectionDraft top = new ConnectionDraft();
  private final List<ConnectionDraft> blocks = new ArrayList<>();
  private ConnectionDraft current = top;
  private final ProxyLines proxies;
  private final SizeLines sizes;
  private boolean random;
  private boolean randomHostname;
  private OptionalInt maxTries = OptionalInt.empty();
  private OptionalInt resolveRetry = OptionalInt.empty();
  private boolean preresolve;
  private Optional<InetAddress> addressHint = Optional.empty();
  private Optional<Transport> only = Optional.empty();
  private Optional<Statement> onlyAt = Optional.empty();
  private Optional<Statement> tlsAuthAt = Optional.empty();

  ConnectionSection(Findings findings, Materials materials) {
    this.arguments = new Arguments(findings);
    this.findings = findings;
    this.materials = materials;
    this.remotes = new RemoteLines(findings);
    this.proxies = new ProxyLines(findings, materials);
    this.sizes = new SizeLines(findings);
  }

  /** From here on directives belong to a new block. */
  void enterBlock() {
    current = top.inherit();
    blocks.add(current);
  }

  void leaveBlock(Statement block) {
    if (current.remotes.size() != 1) {
      arguments.invalid(
          block,
          current.remotes.isEmpty()
              ? ServerCode.CONNECTION_WITHOUT_SERVER
              : ServerCode.CONNECTION_WITH_SERVERS);
    }
    current = top;
  }

  @Override
  public boolean read(Statement s) {
    if (current == top && !blocks.isEmpty() && belongsToConnections(s)) {
      findings.warning(s, Action.IGNORE, ServerCode.AFTER_CONNECTIONS);
    }
    switch (s.name()) {
      case "remote" -> remotes.read(s).ifPresent(current.remotes::add);
      case "remote-random" -> random = true;
      case "remote-random-hostname" -> randomHostname = true;
      case "resolv-retry" ->
          resolveRetry =
              s.arg(0).equals("infinite") ? OptionalInt.empty() : arguments.number(s, 0, 0, DAY);
      case "preresolve" -> preresolve = true;
      case "ip-remote-hint" -> hint(s);
      case "connect-retry" -> retry(s);
      case "connect-retry-max" ->
          maxTries =
              s.arg(0).equals("unlimited")
                  ? OptionalInt.empty()
                  : arguments.number(s, 0, 1, Integer.MAX_VALUE);
      case "server-poll-timeout", "connect-timeout", "http-proxy-timeout" ->
          current.pace =
              new Pace(
                  current.pace.retry(),
                  current.pace.longestRetry(),
                  arguments.number(s, 0, 1, DAY).orElse(current.pace.answer()));
      case "proto" -> current.protocol = remotes.protocol(s, s.arg(0));
      case "proto-force" -> force(s);
      case "port", "rport" -> current.port = remotes.port(s, 0);
      case "lport" -> current.localPort = arguments.number(s, 0, 0, 65535);
      case "local" -> local(s);
      case "bind" -> bind(s);
      case "nobind" -> current.noBind = true;
      case "float" -> current.floating = true;
      case "explicit-exit-notify" ->
          current.exitNotify = s.has(0) ? arguments.number(s, 0, 0, 100) : OptionalInt.of(1);
      case "tls-auth" -> tlsAuth(s);
      case "tls-crypt" -> tlsCrypt(s);
      case "tls-crypt-v2" -> tlsCryptV2(s);
      case "key-direction", "key_direction" -> direction(s, 0);
      default -> {
        return sizes.read(s, current.sizes) || proxies.read(s, current.proxy);
      }
    }
    return true;
  }

  private void retry(Statement s) {
    Pace before = current.pace;
    current.pace =
        new Pace(
            arguments.number(s, 0, 1, DAY).orElse(before.retry()),
            s.has(1)
                ? arguments.number(s, 1, 1, DAY).orElse(before.longestRetry())
                : before.longestRetry(),
            before.answer());
  }

  private void hint(Statement s) {
    preresolve = true;
    addressHint = literal(s.arg(0));
    if (addressHint.isEmpty()) {
      arguments.invalid(s, ServerCode.NO_SERVERS_ADDRESS, s.arg(0));
    }
  }

  /** The pattern keeps those forms out that only Java takes for addresses. */
  private static Optional<InetAddress> literal(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.ofLiteral(text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean belongsToConnections(Statement s) {
    return OF_CONNECTIONS.contains(s.name());
  }

  private void force(Statement s) {
    only = remotes.protocol(s, s.arg(0)).map(Protocol::transport);
    onlyAt = Optional.of(s);
  }

  private void local(Statement s) {
    if (!s.arg(0).equals("*") && literal(s.arg(0)).isEmpty()) {
      arguments.invalid(s, ServerCode.NO_LOCAL_ADDRESS, s.arg(0));
      return;
    }
    current.local = s.arg(0).equals("*") ? Optional.empty() : Optional.of(s.arg(0));
    if (s.has(1)) {
      current.localPort = arguments.number(s, 1, 0, 65535);
    }
    if (current.local.isPresent()) {
      findings.note(s, Action.SUPPORT, ServerCode.TIED_TO_ADDRESS);
    }
  }

  private void bind(Statement s) {
    if (current.localPort.isEmpty()) {
      findings.note(s, Action.IGNORE, ServerCode.BIND_WITHOUT_PORT);
    }
  }

  private void tlsAuth(Statement s) {
    if (s.has(1)) {
      direction(s, 1);
    }
    if (Materials.announcesBlock(s)) {
      materials.expectBlock(
          s, s.has(1) ? new String[] {"key-direction " + s.arg(1)} : new String[0]);
      return;
    }
    tlsAuthAt = Optional.of(s);
    current.tlsAuth = materials.text(s).flatMap(text -> staticKey(s, text));
    wrappedTwice(s);
  }

  private void tlsCrypt(Statement s) {
    if (Materials.announcesBlock(s)) {
      materials.expectBlock(s);
      return;
    }
    current.tlsCrypt = materials.text(s).flatMap(text -> staticKey(s, text));
    wrappedTwice(s);
  }

  private void tlsCryptV2(Statement s) {
    if (s.has(1) && !Materials.announcesBlock(s)) {
      arguments.oneOf(s, 1, List.of("force-cookie", "allow-noncookie")); // a server's words
    }
    if (Materials.announcesBlock(s)) {
      materials.expectBlock(s);
      return;
    }
    current.tlsCryptV2 =
        materials
            .text(s)
            .flatMap(
                text ->
                    orReport(
                        s,
                        text,
                        ClientKeyText.read(text),
                        ClientKeyText.describe(text).orElse(MaterialCode.NO_CLIENT_KEY)));
    wrappedTwice(s);
  }

  private void wrappedTwice(Statement s) {
    if (current.wraps() > 1) {
      arguments.invalid(s, MaterialCode.WRAPPED_TWICE);
    }
  }

  private Optional<StaticKey> staticKey(Statement s, String text) {
    return orReport(
        s,
        text,
        StaticKeyText.read(text),
        StaticKeyText.describe(text).orElse(MaterialCode.NO_STATIC_KEY));
  }

  private <K> Optional<K> orReport(
      Statement s, String text, Optional<K> key, MaterialCode problem) {
    if (key.isEmpty()) {
      arguments.invalid(s, text.isBlank() ? MaterialCode.KEY_EMPTY : problem);
    }
    return key;
  }

  private void direction(Statement s, int index) {
    switch (s.arg(index)) {
      case "0" -> current.direction = Optional.of(KeyDirection.NORMAL);
      case "1" -> current.direction = Optional.of(KeyDirection.INVERSE);
      case "bidirectional" -> current.direction = Optional.empty();
      default -> arguments.oneOf(s, index, List.of("0", "1"));
    }
  }

  RemoteChoice choice() {
    return new RemoteChoice(
        random, randomHostname, maxTries, resolveRetry, preresolve, addressHint);
  }

  /** For the profile as a whole: that of the top level, or of the first block that has one. */
  OptionalInt exitNotify() {
    return Stream.concat(Stream.of(top), blocks.stream())
        .map(draft -> draft.exitNotify)
        .filter(OptionalInt::isPresent)
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  /** The line of a {@code tls-auth} key, when there is one. */
  Optional<Statement> tlsAuthAt() {
    return tlsAuthAt;
  }

  /** All servers in the order of trial; problems with them are reported. */
  List<Remote> build(String digest) {
    List<Remote> servers = new ArrayList<>();
    Set<Statement> cutStreams = new LinkedHashSet<>();
    for (ConnectionDraft draft : blocks.isEmpty() ? List.of(top) : blocks) {
      List<Remote> built = draft.build(top, digest, only, findings);
      servers.addAll(built);
      if (built.stream().anyMatch(remote -> remote.transport() == Transport.TCP)) {
        draft.sizes.fragmentAt.ifPresent(cutStreams::add);
      }
    }
    for (Statement at : cutStreams) {
      findings.error(at, Action.INVALID, ServerCode.CUT_AND_TCP);
    }
    if (!blocks.isEmpty()) {
      for (RemoteLine dropped : top.remotes) {
        findings.warning(dropped.at(), Action.IGNORE, ServerCode.REMOTE_NOT_USED);
      }
    }
    if (servers.isEmpty() && !findings.haveErrors()) {
      if (onlyAt.isPresent() && named()) {
        arguments.invalid(onlyAt.get(), ServerCode.PROTOCOL_OF_NONE);
      } else {
        findings.error(0, ServerCode.NO_SERVER);
      }
    }
    return servers;
  }

  private boolean named() {
    return !top.remotes.isEmpty() || !blocks.isEmpty();
  }
}
