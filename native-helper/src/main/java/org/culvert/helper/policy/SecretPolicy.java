package org.culvert.helper.policy;

import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;

/** What names, passwords and responses must look like before they go to a server or open a key. */
public final class SecretPolicy {
  private static final int LONGEST = 4096;

  private SecretPolicy() {}

  /** Why the answer to a question is not used, if so. */
  public static Optional<Problem> objection(Reply reply) {
    return objection(reply.username().stream(), Stream.of(reply.password(), reply.response()));
  }

  static Optional<Problem> objection(KnownSecrets known) {
    return objection(
        Stream.of(known.login(), known.proxyLogin())
            .flatMap(Optional::stream)
            .map(Credentials::username),
        Stream.of(
            known.login().map(Credentials::password),
            known.proxyLogin().map(Credentials::password),
            known.response(),
            known.passphrase()));
  }

  private static Optional<Problem> objection(
      Stream<String> names, Stream<Optional<Secret>> secrets) {
    boolean badName = names.anyMatch(SecretPolicy::isBad);
    boolean badSecret = secrets.flatMap(Optional::stream).anyMatch(SecretPolicy::isBad);
    return badName || badSecret
        ? Optional.of(
            Problem.of(
                ProblemCode.REFUSED_BY_POLICY,
                (badName ? "The user name" : "The password or response")
                    + " is longer than "
                    + LONGEST
                    + " characters or has control characters in it",
                "Check what was given; a file's lines are plain text."))
        : Optional.empty();
  }

  private static boolean isBad(String name) {
    return name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl);
  }

  /** The same of UTF-8, whose bytes below a space stand for themselves. */
  private static boolean isBad(Secret secret) {
    if (secret.length() > LONGEST) {
      return true;
    }
    byte[] bytes = secret.copyBytes();
    boolean control = false;
    for (byte b : bytes) {
      control |= b >= 0 && (b < ' ' || b == 0x7f);
    }
    java.util.Arrays.fill(bytes, (byte) 0);
    return control;
  }
}
