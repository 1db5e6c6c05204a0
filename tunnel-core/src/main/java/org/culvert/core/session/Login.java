package org.culvert.core.session;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.core.profile.LoginSettings;
import org.culvert.core.push.DynamicChallenge;

/**
 * What we log in with, through all attempts of one session: the user's credentials, the answer to a
 * challenge, and the token that a server may have given in their place. Used by one thread; owns
 * and wipes what it holds.
 */
public final class Login implements AutoCloseable {
  /** What a server wants in place of a password that it does not ask for. */
  private static final String BLANK = "[[BLANK]]";

  private final LoginSettings settings;
  private Optional<Credentials> given = Optional.empty();

  /** The response to the static challenge: good for one use. */
  private Optional<Secret> response = Optional.empty();

  /** The given ones with that response in the password's place. */
  private Optional<Credentials> combined = Optional.empty();

  private Optional<Credentials> token = Optional.empty();
  private Optional<DynamicChallenge> asked = Optional.empty();

  /** The answer to a dynamic challenge: good for one use. */
  private Optional<Credentials> answer = Optional.empty();

  private String refusal = "";
  private boolean sent;

  /** Takes over the secrets of the login that are known already. */
  public Login(LoginSettings settings, KnownSecrets known) {
    this.settings = settings;
    this.given = settings.asksPassword() ? known.login() : known.login().map(Login::blank);
    this.response = known.response();
    combine();
  }

  private static Credentials blank(Credentials known) {
    known.password().wipe();
    return new Credentials(known.username(), Secret.ofText(BLANK));
  }

  /** Password and nothing else, as most profiles have it. */
  public Login(Optional<Credentials> given) {
    this(LoginSettings.DEFAULT, KnownSecrets.ofLogin(given));
  }

  /** What has to be asked before the next attempt. */
  public Optional<Question> missing() {
    if (asked.isPresent()) {
      return Optional.of(asked.get().question());
    }
    if (answer.isPresent() || token.isPresent()) {
      return Optional.empty();
    }
    Optional<Question.Challenge> challenge =
        settings.challenge().map(c -> new Question.Challenge(c.text(), c.echo(), true));
    if (given.isEmpty()) {
      return Optional.of(
          new Question.Login(settings.username(), settings.asksPassword(), challenge, refusal));
    }
    return response.isPresent() ? Optional.empty() : challenge.map(question -> question);
  }

  /** Takes over the reply to what was {@link #missing}. */
  public void take(Reply reply) {
    if (asked.isPresent()) {
      answer = Optional.of(answerTo(asked.get(), reply.response()));
      reply.wipe();
      asked = Optional.empty();
      return;
    }
    if (given.isEmpty()) {
      given =
          Optional.of(
              new Credentials(
                  reply.username().orElseThrow(),
                  reply.password().orElseGet(() -> Secret.ofText(BLANK))));
    }
    response = reply.response();
    combine();
  }

  private void combine() {
    wipe(combined);
    combined = Optional.empty();
    if (given.isPresent() && response.isPresent() && settings.challenge().isPresent()) {
      byte[] password = given.get().password().copyBytes();
      byte[] second = response.get().copyBytes();
      byte[] whole =
          settings.challenge().get().concatenated()
              ? join(password, second)
              : join(ascii("SCRV1:"), base64(password), ascii(":"), base64(second));
      Arrays.fill(password, (byte) 0);
      Arrays.fill(second, (byte) 0);
      combined = Optional.of(new Credentials(given.get().username(), Secret.owning(whole)));
    }
  }

  private static Credentials answerTo(DynamicChallenge challenge, Optional<Secret> response) {
    byte[] second = response.map(Secret::copyBytes).orElseGet(() -> new byte[0]);
    byte[] whole =
        join(
            ascii("CRV1::"),
            challenge.stateId().getBytes(StandardCharsets.UTF_8),
            ascii("::"),
            second);
    Arrays.fill(second, (byte) 0);
    return new Credentials(challenge.username(), Secret.owning(whole));
  }

  /** Wipes what {@link #base64} made, too. */
  private static byte[] join(byte[]... parts) {
    byte[] whole = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
      Arrays.fill(part, (byte) 0);
    }
    return whole;
  }

  private static byte[] base64(byte[] bytes) {
    return Base64.getEncoder().encode(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** What to send now. Its password stays ours. */
  public Optional<Credentials> current() {
    return answer.or(() -> token).or(() -> combined).or(() -> given);
  }

  /** It went to the server. */
  void sent() {
    sent = true;
  }

  /** The server took it. */
  void accepted() {
    used();
    if (settings.forgets()) {
      forgetGiven();
    }
    refusal = "";
  }

  /** An attempt is over: what is good for one use and was used is gone. */
  public void attemptOver() {
    if (sent) {
      used();
    }
    sent = false;
  }

  private void used() {
    wipe(answer);
    answer = Optional.empty();
    if (settings.challenge().isPresent() && response.isPresent()) {
      response.get().wipe();
      response = Optional.empty();
    }
  }

  /** Whether a token stands in for the password. */
  public boolean usesToken() {
    return token.isPresent();
  }

  /** Whether there was anything of the user's to refuse. */
  boolean hasGiven() {
    return given.isPresent();
  }

  /**
   * From now on the token is the password. Takes ownership.
   *
   * @param user goes with it, and stays when a later token comes without one: a server demands the
   *     same name throughout a session (wire reference 9.4)
   */
  public void useToken(Secret value, Optional<String> user) {
    String name = user.or(() -> current().map(Credentials::username)).orElse("");
    forgetToken();
    token = Optional.of(new Credentials(name, value));
  }

  /** Back to what the user gave. */
  public void forgetToken() {
    wipe(token);
    token = Optional.empty();
  }

  /**
   * The server refused what the user gave: it has to be asked again.
   *
   * @param reason for the user
   */
  void refused(String reason) {
    refusal = reason;
    forgetGiven();
  }

  /** The server wants an answer with the next login. */
  void challenged(DynamicChallenge challenge) {
    asked = Optional.of(challenge);
  }

  private void forgetGiven() {
    wipe(given);
    wipe(combined);
    response.ifPresent(Secret::wipe);
    given = Optional.empty();
    combined = Optional.empty();
    response = Optional.empty();
  }

  private static void wipe(Optional<Credentials> credentials) {
    credentials.ifPresent(held -> held.password().wipe());
  }

  @Override
  public void close() {
    forgetToken();
    forgetGiven();
    wipe(answer);
  }
}
