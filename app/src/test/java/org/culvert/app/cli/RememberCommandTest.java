package org.culvert.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Question;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Request;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
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

  /** One server for each proxy. */
  private void officeBehind(String... proxies) throws Exception {
    String servers =
        Stream.of(proxies)
            .map(it -> "<connection>\nremote v.example.org 443 tcp\n" + it + "\n</connection>\n")
            .collect(Collectors.joining());
    store.add(
        new ProfileStore.Draft(
            "office",
            ProfileStore.IfTaken.REPLACE,
            GOOD.replace("remote vpn.example.org 1194 udp\n", servers),
            KnownSecrets.NONE,
            "vpn.example.org:1194",
            true));
  }

  @Test
  void connectFindsTheLoginThatWasSavedForTheProxy() throws Exception {
    officeBehind("http-proxy proxy.example.org 3128");
    input = "ann\nsecret\n";
    assertEquals(0, run("remember", "office", "--proxy", "--auth-stdin"), err::toString);
    String id = store.find("office").orElseThrow().id();
    SecretName name = SecretName.proxyLogin(id, "proxy.example.org:3128");
    assertEquals(Set.of(name), keyring.names());
    assertEquals("Culvert: proxy login of office", keyring.label(name));
    assertEquals(
        "Saved the login of office for proxy.example.org:3128 in the keyring\n", out.toString());

    helper.script(
        helper.waiting(7, new Question.ProxyLogin("proxy.example.org:3128", "", "")),
        helper.state(SessionState.CONNECTED));
    assertEquals(0, run("connect", "office"), err::toString);
    assertEquals(
        Optional.of("ann"), helper.asked(Request.Answer.class).getFirst().reply().username());
    assertEquals(0, run("forget", "office"));
    assertEquals(Set.of(), keyring.names());
  }

  @Test
  void ofSeveralProxiesOneIsNamed() throws Exception {
    officeBehind("http-proxy p.example.org 3128", "socks-proxy ::1 1080");
    input = "ann\nsecret\n";
    assertEquals(1, run("remember", "office", "--proxy", "--auth-stdin"));
    assertTrue(err.toString().contains("names several proxies"), err::toString);
    assertTrue(err.toString().contains("p.example.org:3128, [::1]:1080"), err::toString);
    assertEquals(1, run("remember", "office", "--proxy-at", "q:1", "--auth-stdin"));
    assertEquals(Set.of(), keyring.names());

    assertEquals(0, run("remember", "office", "--proxy-at", "[::1]:1080", "--auth-stdin"));
    String id = store.find("office").orElseThrow().id();
    assertEquals(Set.of(SecretName.proxyLogin(id, "[::1]:1080")), keyring.names());
  }

  @Test
  void aProfileWithoutAProxySavesNothingForOne() throws Exception {
    input = "ann\nsecret\n";
    assertEquals(1, run("remember", "office", "--proxy", "--auth-stdin"));
    assertTrue(err.toString().contains("names no proxy"), err::toString);
    assertEquals(2, run("remember", "office", "--proxy", "--passphrase"));
    assertEquals(Set.of(), keyring.names());
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
