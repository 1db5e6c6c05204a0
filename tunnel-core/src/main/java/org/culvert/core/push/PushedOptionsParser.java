package org.culvert.core.push;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.api.PrintableText;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.EchoTexts;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.PullSettings.Filter.Action;
import org.culvert.core.wire.CompressionFraming;
import org.jspecify.annotations.Nullable;

/** One reading of a push reply; the rules are the "ours" column of wire reference 7.2. */
final class PushedOptionsParser {
  private static final int DAY = 86_400;

  /** Servers limit sessions to days or weeks, so these two are not bound by a day. */
  private static final int YEAR = 365 * DAY;

  private static final int MAX_PEER_ID = 0xFF_FFFE;
  private static final int NO_PEER_ID = 0xFF_FFFF;
  private static final int MAX_EXIT_NOTIFY = 5;
  private static final int LEAST_BUFFER = 64 << 10;
  private static final int MOST_BUFFER = 16 << 20;

  private final PullFilter filter;
  private final Announced announced;
  private final IgnoredOptions ignored = new IgnoredOptions();
  private final List<List<String>> network = new ArrayList<>();
  private final EchoTexts echo = new EchoTexts();

  private OptionalInt peerId = OptionalInt.empty();
  private Optional<String> cipher = Optional.empty();
  private boolean tlsExporter;
  private boolean controlChannelExit;
  private boolean dynamicTlsCrypt;
  private boolean epochs;
  private @Nullable Secret authToken;
  private Optional<String> authTokenUser = Optional.empty();
  private OptionalInt ping = OptionalInt.empty();
  private OptionalInt pingRestart = OptionalInt.empty();
  private OptionalInt pingExit = OptionalInt.empty();
  private OptionalInt exitNotify = OptionalInt.empty();
  private OptionalInt sessionTimeout = OptionalInt.empty();
  private OptionalInt inactive = OptionalInt.empty();
  private int inactiveBytes;
  private Optional<CompressionFraming> compression = Optional.empty();
  private OptionalInt sendBuffer = OptionalInt.empty();
  private OptionalInt receiveBuffer = OptionalInt.empty();

  PushedOptionsParser(PullSettings pull, Announced announced) {
    this.filter = new PullFilter(pull);
    this.announced = announced;
  }

  PushedOptions parse(List<String> options) throws PushException {
    try {
      for (String option : options) {
        one(option.strip());
      }
      if (epochs && peerId.isEmpty()) {
        throw new PushException(
            "The server demands \"aead-epoch\" without a peer-id, on which it depends.");
      }
    } catch (PushException e) {
      if (authToken != null) {
        authToken.wipe();
      }
      throw e;
    }
    return new PushedOptions(
        peerId,
        cipher,
        tlsExporter,
        controlChannelExit,
        dynamicTlsCrypt,
        epochs,
        Optional.ofNullable(authToken),
        authTokenUser,
        ping,
        pingRestart,
        pingExit,
        exitNotify,
        sessionTimeout,
        inactive,
        inactiveBytes,
        compression,
        sendBuffer,
        receiveBuffer,
        network,
        echo.lines().stream().map(PrintableText::of).toList(),
        ignored.sentences());
  }

  private void one(String text) throws PushException {
    List<String> words;
    try {
      words = OptionWords.split(text);
    } catch (PushException e) {
      // The filter sees it first: what the user filters out cannot end the connection.
      if (accepted(text, List.of(OptionWords.nameOf(text)))) {
        if (OptionNames.isVital(OptionWords.nameOf(text))) {
          throw e;
        }
        ignored.add(e.reason());
      }
      return;
    }
    if (!words.isEmpty() && accepted(text, words)) {
      apply(words);
    }
  }

  private boolean accepted(String text, List<String> words) throws PushException {
    Action action = filter.decide(text, words);
    if (action == Action.REJECT) {
      throw new PushException(
          "The server pushed \""
              + OptionWords.shortName(words.getFirst())
              + "\", which a pull-filter of the profile rejects.");
    }
    if (action == Action.IGNORE) {
      ignored.add(words, "is filtered out by the profile (pull-filter)");
      return false;
    }
    if (filter.dropsByRouteNoPull(words.getFirst())) {
      ignored.add(words, "is filtered out by the profile (route-nopull)");
      return false;
    }
    return true;
  }

  private void apply(List<String> words) throws PushException {
    switch (words.getFirst()) {
      case "peer-id" -> peerId = peerId(words);
      case "cipher" -> cipher = Optional.of(cipher(words));
      case "key-derivation" -> keyDerivation(words);
      case "protocol-flags" -> protocolFlags(words);
      case "compress" -> compress(words);
      case "comp-lzo" -> compLzo(words);
      case "auth-token" -> authToken(words);
      case "auth-token-user" -> authTokenUser(words);
      case "ping" -> ping = seconds(words, 1, DAY, ping);
      case "ping-restart" -> pingRestart = seconds(words, 1, DAY, pingRestart);
      case "ping-exit" -> pingExit = seconds(words, 1, DAY, pingExit);
      case "keepalive" -> keepalive(words);
      case "session-timeout" -> sessionTimeout = seconds(words, 1, YEAR, sessionTimeout);
      case "inactive" -> inactive(words);
      case "explicit-exit-notify" -> exitNotify(words);
      case "sndbuf" -> sendBuffer = buffer(words, sendBuffer);
      case "rcvbuf" -> receiveBuffer = buffer(words, receiveBuffer);
      case "socket-flags" -> socketFlags(words);
      case "echo", "parameter" ->
          echo.take(words).ifPresent(why -> ignored.add(words, "is not followed: " + why.words()));
      default -> other(words);
    }
  }

  private void other(List<String> words) throws PushException {
    String name = words.getFirst();
    switch (OptionNames.kindOf(name)) {
      case NETWORK -> {
        requireWords(words);
        network.add(words);
      }
      case NO_USE -> ignored.add(words, "has no use in this client");
      case FORBIDDEN -> ignored.add(words, "was refused: a server must not set it");
      case UNKNOWN -> ignored.add(words, "is not known or cannot be pushed");
    }
  }

  private static void requireWords(List<String> words) throws PushException {
    switch (words.getFirst()) {
      case "ifconfig" -> requireArguments(words, 2, 2);
      case "ifconfig-ipv6" -> requireArguments(words, 1, 2);
      default -> {
        // The planner skips what it cannot use of the others.
      }
    }
  }

  private static OptionalInt peerId(List<String> words) throws PushException {
    requireArguments(words, 1, 1);
    if (words.get(1).equals("-1")) {
      return OptionalInt.empty();
    }
    OptionalInt id = Decimal.parse(words.get(1), NO_PEER_ID);
    if (id.isEmpty()) {
      throw malformed(words);
    }
    return id.getAsInt() <= MAX_PEER_ID ? id : OptionalInt.empty();
  }

  private String cipher(List<String> words) throws PushException {
    requireArguments(words, 1, 1);
    String name = words.get(1).toUpperCase(Locale.ROOT);
    if (!announced.dataCiphers().contains(name)) {
      throw new PushException(
          "The server chose the data cipher "
              + PrintableText.of(words.get(1))
              + ", which was not offered (offered: "
              + String.join(":", announced.dataCiphers())
              + ").");
    }
    return name;
  }

  private void keyDerivation(List<String> words) throws PushException {
    requireArguments(words, 1, 1);
    if (!words.get(1).equals(Announced.TLS_EKM)) {
      throw malformed(words);
    }
    requireAnnounced(Announced.TLS_EKM);
    tlsExporter = true;
  }

  private void protocolFlags(List<String> words) throws PushException {
    for (String flag : words.subList(1, words.size())) {
      requireAnnounced(flag);
      switch (flag) {
        case Announced.CC_EXIT -> controlChannelExit = true;
        case Announced.TLS_EKM -> tlsExporter = true;
        case Announced.DYN_TLS_CRYPT -> dynamicTlsCrypt = true;
        case Announced.AEAD_EPOCH -> epochs = true;
        default -> throw new PushException("Protocol feature not implemented: " + flag + ".");
      }
    }
  }

  private void requireAnnounced(String flag) throws PushException {
    if (!announced.protocolFlags().contains(flag)) {
      throw new PushException(
          "The server demands the protocol feature \""
              + PrintableText.of(flag)
              + "\", which this client did not offer.");
    }
  }

  private void compress(List<String> words) throws PushException {
    compression =
        Optional.of(
            switch (words.size() == 1 ? "stub" : words.size() == 2 ? words.get(1) : "") {
              case "stub" -> CompressionFraming.STUB;
              case "stub-v2" -> CompressionFraming.STUB_V2;
              case "lzo" -> compressed(words, CompressionFraming.LZO);
              case "lz4" -> compressed(words, CompressionFraming.LZ4);
              case "lz4-v2" -> compressed(words, CompressionFraming.LZ4_V2);
              default -> throw compressionRefused(words);
            });
  }

  private void compLzo(List<String> words) throws PushException {
    boolean onlyMarked = words.equals(List.of("comp-lzo", "no"));
    compression =
        Optional.of(
            onlyMarked ? CompressionFraming.LZO : compressed(words, CompressionFraming.LZO));
  }

  private CompressionFraming compressed(List<String> words, CompressionFraming framing)
      throws PushException {
    if (!announced.decompression()) {
      throw compressionRefused(words);
    }
    return framing;
  }

  private static PushException compressionRefused(List<String> words) {
    return new PushException(
        "The server demands compression ("
            + PrintableText.of(String.join(" ", words))
            + "), which weakens encryption. Ask the server's administrator to remove comp-lzo and"
            + " compress, or write \"allow-compression asym\" into the profile to read what the"
            + " server compresses.");
  }

  private void authToken(List<String> words) {
    if (words.size() != 2 || words.get(1).isEmpty()) {
      ignored.add(words, "is malformed");
      return;
    }
    if (authToken != null) {
      authToken.wipe();
    }
    authToken = Secret.ofText(words.get(1));
  }

  private void authTokenUser(List<String> words) {
    Optional<String> user = words.size() == 2 ? decodeUser(words.get(1)) : Optional.empty();
    if (user.isPresent()) {
      authTokenUser = user;
    } else {
      ignored.add(words, "is malformed");
    }
  }

  private static Optional<String> decodeUser(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      String user =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
      return user.isEmpty() || user.chars().anyMatch(Character::isISOControl)
          ? Optional.empty()
          : Optional.of(user);
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private void keepalive(List<String> words) {
    if (words.size() != 3) {
      ignored.add(words, "is malformed");
      return;
    }
    ping = seconds(words, 1, DAY, ping);
    pingRestart = seconds(words, 2, DAY, pingRestart);
  }

  private void inactive(List<String> words) {
    inactive = seconds(words, 1, YEAR, inactive);
    OptionalInt bytes =
        words.size() > 2 ? Decimal.parse(words.get(2), Integer.MAX_VALUE) : OptionalInt.of(0);
    inactiveBytes = bytes.orElse(0);
    if (bytes.isEmpty()) {
      ignored.add(words, "is followed without its number of bytes, which is malformed");
    }
  }

  private void exitNotify(List<String> words) {
    OptionalInt times =
        switch (words.size()) {
          case 1 -> OptionalInt.of(1);
          case 2 -> Decimal.parse(words.get(1), Integer.MAX_VALUE);
          default -> OptionalInt.empty();
        };
    if (times.isPresent()) {
      exitNotify = OptionalInt.of(Math.min(times.getAsInt(), MAX_EXIT_NOTIFY));
    } else {
      ignored.add(words, "is malformed");
    }
  }

  /** 0 leaves it as it is. */
  private OptionalInt buffer(List<String> words, OptionalInt before) {
    OptionalInt value =
        words.size() == 2 ? Decimal.parse(words.get(1), Integer.MAX_VALUE) : OptionalInt.empty();
    if (value.isEmpty()) {
      ignored.add(words, "is malformed");
      return before;
    }
    return value.getAsInt() == 0
        ? OptionalInt.empty()
        : OptionalInt.of(Math.clamp(value.getAsInt(), LEAST_BUFFER, MOST_BUFFER));
  }

  /** TCP_NODELAY is always set. */
  private void socketFlags(List<String> words) {
    if (!words.subList(1, words.size()).stream().allMatch("TCP_NODELAY"::equals)) {
      ignored.add(words, "is followed for TCP_NODELAY only");
    }
  }

  private OptionalInt seconds(List<String> words, int index, int max, OptionalInt before) {
    OptionalInt value =
        words.size() > index ? Decimal.parse(words.get(index), max) : OptionalInt.empty();
    if (value.isEmpty()) {
      ignored.add(words, "is malformed or longer than " + max + " s");
      return before;
    }
    return value;
  }

  private static void requireArguments(List<String> words, int least, int most)
      throws PushException {
    if (words.size() - 1 < least || words.size() - 1 > most) {
      throw malformed(words);
    }
  }

  private static PushException malformed(List<String> words) {
    return new PushException(
        "The server pushed a malformed option: " + PrintableText.of(String.join(" ", words)));
  }
}
