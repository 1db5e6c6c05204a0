package org.culvert.core.profile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Walks through the statements of one profile: finds each in the catalogue, explains it, hands it
 * to the section it belongs to, and puts the parts together. Used once.
 */
final class ProfileReader {
  private final Findings findings;
  private final List<Explained> explained = new ArrayList<>();
  private final Materials materials;
  private final ConnectionSection connections;
  private final CipherSection ciphers;
  private final CompressionSection compression;
  private final TimerSection timers;
  private final SocketSection sockets;
  private final TunnelSection tunnel;
  private final UserSection user;
  private final TlsSection tls;
  private final Identity identity;
  private final List<Section> sections;
  private final CompatMode compatible;
  private final LogSection log;
  private final Role role;
  private final Set<String> ignorable = new HashSet<>();
  private final Map<String, Integer> seen = new HashMap<>();
  private final Map<String, Statement> serverPairs = new LinkedHashMap<>();
  private boolean forwardCompatible;

  ProfileReader(Findings findings, IncludedFiles files, Instant now) {
    this.findings = findings;
    this.materials = new Materials(files, findings);
    this.connections = new ConnectionSection(findings, materials);
    this.compatible = new CompatMode(findings);
    this.ciphers = new CipherSection(findings, compatible);
    this.compression = new CompressionSection(findings, compatible);
    this.log = new LogSection(findings);
    this.timers = new TimerSection(findings);
    this.sockets = new SocketSection(findings);
    this.tunnel = new TunnelSection(findings);
    this.user = new UserSection(findings, materials);
    this.identity = new Identity(findings, materials, now);
    this.tls = new TlsSection(findings, identity);
    this.role = new Role(findings);
    this.sections =
        List.of(
            connections,
            ciphers,
            compression,
            compatible,
            timers,
            sockets,
            tunnel,
            user,
            identity,
            tls,
            log,
            role);
  }

  /** The changes that make the profile complete in itself. */
  List<Materials.Edit> edits() {
    return materials.edits();
  }

  ProfileReport read(String text) {
    ProfileLexer.Lexed lexed = ProfileLexer.lex(text, 0, findings);
    for (Statement statement : lexed.statements()) {
      if (!findings.full()) {
        explain(statement, false);
      }
    }
    materials.reportMissingBlocks();
    if (serverPairs.size() > 1) {
      Statement first = serverPairs.values().iterator().next();
      findings.error(
          first,
          Action.SERVER_CONFIG,
          FileCode.SERVERS_FILE,
          String.join(", ", serverPairs.keySet()));
    }
    Optional<Profile> profile = build(lexed.meta());
    return new ProfileReport(profile, findings.inOrder(), explained);
  }

  private Optional<Profile> build(Map<String, String> meta) {
    role.check();
    user.check();
    String digest = ciphers.digest(connections.tlsAuthAt());
    CompressionSettings compressed = compression.build();
    List<Remote> remotes = connections.build(digest);
    TunnelSettings tunnelSettings = tunnel.build();
    TlsSettings tlsSettings = tls.build();
    if (findings.haveErrors()) {
      return Optional.empty();
    }
    boolean anonymous =
        tlsSettings.certificate().isEmpty() && tlsSettings.pkcs12().isEmpty() && !user.userPass();
    if (anonymous && !user.noClientCertificate()) {
      findings.warning(0, FileCode.NO_LOGIN);
    }
    return Optional.of(
        new Profile(
            user.friendlyName(meta),
            remotes,
            connections.choice(),
            sockets.build(),
            user.userPass(),
            user.credentials(),
            user.login(),
            tlsSettings,
            ciphers.offered(),
            ciphers.fallback(),
            digest,
            compressed,
            ciphers.replayWindow(),
            timers.build(),
            tunnelSettings,
            user.pull(role.pulls()),
            connections.exitNotify(),
            tunnel.disableDco(),
            user.pushPeerInfo(),
            user.peerInfo(),
            log.build()));
  }

  private void explain(Statement statement, boolean inConnection) {
    int mark = findings.size();
    int before = explained.size();
    Optional<DirectiveRule> rule = take(statement, inConnection);
    Optional<Finding> said = findings.gravestSince(mark);
    Action action =
        said.map(Finding::action).or(() -> rule.map(DirectiveRule::action)).orElse(Action.INVALID);
    String reason = said.map(Finding::what).or(() -> rule.map(DirectiveRule::reason)).orElse("");
    // A block's own line comes before the lines inside it.
    explained.add(
        before,
        new Explained(statement.line(), ShownLine.of(statement, rule, action), action, reason));
  }

  private Optional<DirectiveRule> take(Statement raw, boolean inConnection) {
    Statement statement = raw;
    if (isOpt(statement)) {
      statement = statement.shifted(2);
      if (Catalogue.ours().find(statement.name()).isEmpty()) {
        findings.note(
            statement,
            Action.IGNORE,
            Names.presentable(statement.name()) ? LineCode.UNKNOWN_OPT : LineCode.UNKNOWN_LINE_OPT);
        return Optional.empty();
      }
    }
    Optional<DirectiveRule> rule = find(statement);
    if (rule.isEmpty()) {
      unknown(statement);
      return rule;
    }
    statement = statement.named(rule.get().name());
    if (statement.block().isPresent() && !rule.get().inline()) {
      findings.error(statement, Action.INVALID, LineCode.NO_BLOCK, rule.get().usage());
      return rule;
    }
    if (inConnection && !rule.get().inConnection()) {
      findings.error(statement, Action.INVALID, LineCode.NOT_IN_CONNECTION);
      return rule;
    }
    apply(statement, rule.get(), inConnection);
    return rule;
  }

  private static boolean isOpt(Statement s) {
    return s.name().equals("setenv") && s.has(1) && s.arg(0).equals("opt");
  }

  private Optional<DirectiveRule> find(Statement statement) {
    Optional<DirectiveRule> rule = Catalogue.ours().find(statement.name());
    if (rule.isPresent() || ignorable.contains(statement.name())) {
      return rule;
    }
    rule = Catalogue.ours().findIgnoringCase(statement.name());
    rule.ifPresent(r -> findings.note(statement, Action.TRANSLATE, LineCode.CAPITALS, r.name()));
    return rule;
  }

  private void unknown(Statement s) {
    if (ignorable.contains(s.name()) || forwardCompatible) {
      findings.note(
          s,
          Action.IGNORE,
          Names.presentable(s.name()) ? LineCode.UNKNOWN_ALLOWED : LineCode.UNKNOWN_LINE_ALLOWED);
      return;
    }
    if (s.name().startsWith("//")) {
      slashes(s);
      return;
    }
    findings.error(
        s, Action.INVALID, Names.presentable(s.name()) ? LineCode.UNKNOWN : LineCode.UNKNOWN_LINE);
  }

  private void slashes(Statement s) {
    findings.error(s, Action.INVALID, LineCode.SLASHES);
  }

  private void apply(Statement s, DirectiveRule rule, boolean inConnection) {
    if (rule.action() == Action.SUPPORT || rule.action() == Action.TRANSLATE) {
      supported(s, rule, inConnection);
      return;
    }
    if (rule.serverPair()) {
      serverPairs.putIfAbsent(s.name(), s);
    }
    if (s.name().equals("tls-verify")) {
      tls.checkedByProgram(s); // how grave that is the rest of the profile decides
      return;
    }
    Verdict.report(s, rule, findings);
  }

  private void supported(Statement s, DirectiveRule rule, boolean inConnection) {
    if (s.args().stream().anyMatch(a -> a.startsWith("//")) && !s.name().equals("setenv")) {
      slashes(s);
      return;
    }
    if (!rule.fits(s)) {
      findings.error(s, Action.INVALID, LineCode.WORD_COUNT, rule.usage());
      return;
    }
    if (s.name().equals("connection")) {
      connection(s);
      return;
    }
    noteRepetition(s, rule, inConnection);
    if (s.name().equals("ignore-unknown-option")) {
      ignorable.addAll(s.args());
      return;
    }
    if (s.name().equals("setenv") && s.arg(0).equals("FORWARD_COMPATIBLE")) {
      forwardCompatible = s.has(1) && s.arg(1).equals("1");
      return;
    }
    boolean read =
        inConnection ? connections.read(s) : sections.stream().anyMatch(section -> section.read(s));
    if (!read) {
      throw new IllegalStateException("no section reads " + s.name());
    }
    if (rule.action() == Action.TRANSLATE && !s.name().equals("cipher")) {
      findings.note(s, Action.TRANSLATE, VerdictCode.TRANSLATED, rule.reason());
    }
  }

  private void noteRepetition(Statement s, DirectiveRule rule, boolean inConnection) {
    if (rule.repeatable() || inConnection || Materials.announcesBlock(s)) {
      return;
    }
    Integer earlier = seen.put(s.name(), s.line());
    if (earlier != null) {
      findings.note(s, rule.action(), LineCode.REPEATED, Integer.toString(earlier));
    }
  }

  private void connection(Statement block) {
    if (block.block().isEmpty()) {
      findings.error(block, Action.INVALID, LineCode.BLOCK_WANTED);
      return;
    }
    connections.enterBlock();
    for (Statement inner :
        ProfileLexer.lex(block.block().get(), block.line(), findings).statements()) {
      explain(inner, true);
    }
    connections.leaveBlock(block);
  }
}
