package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.Test;

final class LoginTest {
  private final Login login =
      new Login(Optional.of(new Credentials("alice", Secret.ofText("secret"))));

  private String user() {
    return login.current().orElseThrow().username();
  }

  @Test
  void aTokenWithoutAUserGoesWithTheUsersName() {
    login.useToken(Secret.ofText("t"), Optional.empty());
    assertEquals("alice", user());
  }

  @Test
  void theUserOfATokenStaysWhenTheTokenIsRenewed() {
    login.useToken(Secret.ofText("t"), Optional.of("bob"));
    login.useToken(Secret.ofText("u"), Optional.empty());
    assertEquals("bob", user());
  }

  @Test
  void theUserOfAForgottenTokenIsForgotten() {
    login.useToken(Secret.ofText("t"), Optional.of("bob"));
    login.forgetToken();
    login.useToken(Secret.ofText("u"), Optional.empty());
    assertEquals("alice", user());
  }
}
