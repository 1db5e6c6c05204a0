package org.culvert.core.push;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.culvert.core.api.Question;

/**
 * The server refuses the login and asks something that the next one must answer: {@code
 * CRV1:flags:state_id:base64(username):text} (wire reference 10.5).
 *
 * @param username to sign in with, next time
 * @param stateId names the question in the answer; good for one use
 */
public record DynamicChallenge(String username, String stateId, Question.Challenge question) {
  private static final String MARK = "CRV1:";
  private static final int LONGEST_USER = 256;

  /** Empty when the reason is none, or a broken one. */
  public static Optional<DynamicChallenge> of(String reason) {
    if (!reason.startsWith(MARK)) {
      return Optional.empty();
    }
    String[] parts = reason.substring(MARK.length()).split(":", 4);
    if (parts.length < 4 || parts[1].isEmpty()) {
      return Optional.empty();
    }
    return user(parts[2])
        .map(user -> new DynamicChallenge(user, parts[1], ChallengeText.of(parts[0], parts[3])));
  }

  private static Optional<String> user(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      String user =
          StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes)).toString();
      return user.length() <= LONGEST_USER && user.chars().noneMatch(Character::isISOControl)
          ? Optional.of(user)
          : Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Leaves the state id out: it is part of a password. */
  @Override
  public String toString() {
    return "DynamicChallenge[" + question.text() + "]";
  }
}
