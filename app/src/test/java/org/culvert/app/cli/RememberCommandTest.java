package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.junit.jupiter.api.Test;

class RememberCommandTest extends CliFixture {
  private SecretName login() throws Exception {
    return SecretName.login(store.find("office").orElseThrow().id());
  }

  private SecretName passphrase() throws Exception {
    return SecretName.passphrase(store.find("office").orElseThrow().id());
  }

  @Test
  void theLoginThatIsTypedIsSaved() throws Exception {
    Secret typed = Secret.ofText("secret");
    prompt =
        (_, question) ->
            question instanceof Question.Login
                ? Optional.of(Reply.login(new Credentials("ann", typed)))
                : Optional.empty();
    assertEquals(0, run("remember", "office"));
    assertEquals("ann\nsecret", keyring.text(login()));
    assertEquals("Culvert: login of office", keyring.label(login()));
    assertEquals("Saved the login of office in the keyring\n", out.toString());
    assertThrows(IllegalStateException.class, typed::copyBytes, "it is wiped");
  }

  @Test
  void theLoginComesFromAFileOrStandardInput() throws Exception {
    Path file = Files.writeString(folder.resolve("login"), "ann\nsecret\n");
    assertEquals(0, run("remember", "office", "--auth-file", file.toString()));
    assertEquals("ann\nsecret", keyring.text(login()));
    input = "bob\nother\n";
    assertEquals(0, run("remember", "office", "--auth-stdin"));
    assertEquals("bob\nother", keyring.text(login()));
  }

  @Test
  void thePassphraseOfTheKeyIsSavedBesideTheLogin() throws Exception {
    Path file = Files.writeString(folder.resolve("passphrase"), "open\n");
    assertEquals(0, run("remember", "office", "--passphrase-file", file.toString()));
    assertEquals("\nopen", keyring.text(passphrase()));
    assertEquals("Saved the passphrase of office in the keyring\n", out.toString());
    prompt = (_, _) -> Optional.of(Reply.passphrase(Secret.ofText("typed")));
    assertEquals(0, run("remember", "office", "--passphrase"));
    assertEquals("\ntyped", keyring.text(passphrase()));
    assertEquals(Set.of(passphrase()), keyring.names());
  }

  @Test
  void nothingIsSavedWhereNobodyAnswers() throws Exception {
    assertTrue(run("remember", "office") != 0);
    assertTrue(err.toString().contains("--auth-file"), err::toString);
    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void aProfileThatWantsItsLoginForgottenIsLeftAlone() throws Exception {
    store.add(
        new ProfileStore.Draft(
            "strict",
            ProfileStore.IfTaken.REFUSE,
            GOOD + "auth-user-pass\nauth-nocache\n",
            KnownSecrets.NONE,
            "vpn.example.org:1194",
            true));
    input = "ann\nsecret\n";
    assertTrue(run("remember", "strict", "--auth-stdin") != 0);
    assertTrue(err.toString().contains("auth-nocache"), err::toString);
    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void aKeyringThatDoesNotSaveIsNamed() throws Exception {
    keyring.trouble(KeyringTrouble.LOCKED);
    input = "ann\nsecret\n";
    assertEquals(1, run("remember", "office", "--auth-stdin"));
    assertTrue(err.toString().contains("the keyring stayed locked"), err::toString);
    assertEquals(false, err.toString().contains("secret"));
  }
}
