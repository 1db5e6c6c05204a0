package org.culvert.helper.policy;

import java.util.Optional;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Request;

/** What a request to connect must look like before anybody reads the profile in it. */
public final class ConnectPolicy {
  /** Sessions of one user at the same time. */
  public static final int MOST_SESSIONS = 16;

  private static final int LONGEST_NAME = 100;
  private static final int LARGEST_PROFILE = 1 << 20;

  /** Chains of several generations fit; the system's whole list of authorities does not. */
  private static final int MOST_PEM_BLOCKS = 64;

  private ConnectPolicy() {}

  /** Why the request is not carried out, if so. */
  public static Optional<Problem> objection(Request.Connect request) {
    if (!isName(request.name())) {
      return refuse(
          "A session name has 1 to " + LONGEST_NAME + " characters and no control characters",
          "Import the profile under another name.");
    }
    if (request.profile().length() > LARGEST_PROFILE) {
      return refuse(
          "The profile is larger than " + LARGEST_PROFILE + " characters",
          "Check that it is a client profile; a large revocation list may be the cause.");
    }
    Optional<Problem> secrets = SecretPolicy.objection(request.known());
    if (secrets.isPresent()) {
      return secrets;
    }
    int blocks = ProfileCost.of(request.profile()).pemBlocks();
    if (blocks > MOST_PEM_BLOCKS) {
      return refuse(
          "The profile holds "
              + blocks
              + " certificates and keys, and more than "
              + MOST_PEM_BLOCKS
              + " are not read",
          "Leave only the authority of the VPN server in ca.");
    }
    return Optional.empty();
  }

  private static boolean isName(String name) {
    return !name.isBlank()
        && name.codePointCount(0, name.length()) <= LONGEST_NAME
        && name.codePoints().noneMatch(Character::isISOControl);
  }

  private static Optional<Problem> refuse(String what, String remedy) {
    return Optional.of(Problem.of(ProblemCode.REFUSED_BY_POLICY, what, remedy));
  }
}
