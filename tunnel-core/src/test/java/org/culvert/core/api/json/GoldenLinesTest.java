package org.culvert.core.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.api.Batches;
import org.culvert.core.api.Credentials;
import org.culvert.core.api.DataPathChoice;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.Event;
import org.culvert.core.api.Flaw;
import org.culvert.core.api.Gateway;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.Live;
import org.culvert.core.api.LogCode;
import org.culvert.core.api.LogLine;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.MachinePart;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Question;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Secret;
import org.culvert.core.api.SessionState;
import org.culvert.core.api.SessionStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The exact lines on the socket: changing one breaks an older window against a newer helper. */
class GoldenLinesTest {
  private static final SessionStatus CONNECTED =
      new SessionStatus(
          "office",
          SessionState.CONNECTED,
          1_700_000_000_123L,
          Optional.of(
              new SessionStatus.RemoteInfo(
                  "vpn.example.org",
                  1194,
                  Optional.of("192.0.2.7"),
                  "udp4",
                  Optional.of("proxy.example.org:1080"))),
          Optional.of(
              new SessionStatus.DataPathInfo(
                  "userspace", PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12"))),
          Optional.of("AES-256-GCM"),
          Optional.of(new SessionStatus.TlsInfo("TLSv1.3", "TLS_AES_256_GCM_SHA384", "CN=server")),
          Optional.of(
              new SessionStatus.TunnelInfo(
                  "tun0",
                  Optional.of("10.8.0.2/24"),
                  Optional.of("fd00::2/64"),
                  1500,
                  List.of("10.0.0.0/8"),
                  new SessionStatus.DnsInfo(
                      List.of("10.8.0.1"),
                      List.of("example.org"),
                      List.of("corp.example"),
                      Optional.of("systemd-resolved")))),
          1,
          2,
          3,
          4,
          Optional.of(Problem.of(ProblemCode.PEER_SILENT, "192.0.2.7:1194", "120")),
          Optional.of(
              new SessionStatus.OpenQuestion(3, new Question.Challenge("Code?", true, true))),
          new Live(Optional.of(new Gateway.Silent("10.8.0.1")), Optional.empty()),
          false);

  private static final String CONNECTED_DETAILS =
      "\"remote\":{\"host\":\"vpn.example.org\",\"port\":1194,\"address\":\"192.0.2.7\","
          + "\"transport\":\"udp4\",\"proxy\":\"proxy.example.org:1080\"},\"dataPath\":{\"kind\":\"userspace\","
          + "\"reason\":\"Kernel 6.12 has no ovpn driver; it came with Linux 6.16\","
          + "\"reasonCode\":\"kernel-too-old\",\"reasonArgs\":[\"6.12\"]},\"cipher\":\"AES-256-GCM\","
          + "\"tls\":{\"version\":\"TLSv1.3\",\"cipherSuite\":\"TLS_AES_256_GCM_SHA384\","
          + "\"peer\":\"CN=server\"},\"tunnel\":{\"device\":\"tun0\",\"ipv4\":\"10.8.0.2/24\","
          + "\"ipv6\":\"fd00::2/64\",\"mtu\":1500,\"routes\":[\"10.0.0.0/8\"],\"dns\":{"
          + "\"servers\":[\"10.8.0.1\"],\"search\":[\"example.org\"],"
          + "\"domains\":[\"corp.example\"],\"setIn\":\"systemd-resolved\"}},\"bytesIn\":1,"
          + "\"bytesOut\":2,\"packetsIn\":3,\"packetsOut\":4,"
          + "\"gateway\":{\"echo\":\"silent\",\"address\":\"10.8.0.1\"},";

  private static final String QUESTION =
      "\"question\":{\"id\":3,\"kind\":\"challenge\",\"text\":\"Code?\",\"echo\":true,"
          + "\"asksResponse\":true}";

  private static final String CONNECTED_LINE =
      "{\"name\":\"office\",\"state\":\"connected\",\"since\":1700000000123,"
          + CONNECTED_DETAILS
          + "\"lastError\":{\"code\":\"peer-silent\",\"args\":[\"192.0.2.7:1194\",\"120\"]},"
          + QUESTION
          + "}";

  private static final Live LIVE =
      new Live(
          Optional.of(
              new Gateway.Answers(
                  "10.8.0.1", Optional.of(new Gateway.RoundTrip(12_300, 11_900)), 12, 1)),
          Optional.of(
              new Batches(
                  new Batches.Direction(10, 124, 62_000), new Batches.Direction(5, 140, 65_000))));

  private static final String LIVE_FIELDS =
      "\"gateway\":{\"echo\":\"answers\",\"address\":\"10.8.0.1\",\"lastMicros\":12300,"
          + "\"medianMicros\":11900,\"asked\":12,\"lost\":1,\"lossPercent\":8},\"batches\":{"
          + "\"in\":{\"calls\":10,\"packets\":124,\"largest\":62000},"
          + "\"out\":{\"calls\":5,\"packets\":140,\"largest\":65000}}";

  static Stream<Arguments> gateways() {
    return Stream.of(
        Arguments.of(new Gateway.Unknown(), "{\"echo\":\"unknown\"}"),
        Arguments.of(
            new Gateway.Unasked("fd00::1"), "{\"echo\":\"unasked\",\"address\":\"fd00::1\"}"),
        Arguments.of(
            new Gateway.Silent("10.8.0.1"), "{\"echo\":\"silent\",\"address\":\"10.8.0.1\"}"),
        Arguments.of(
            new Gateway.Unaskable("10.8.0.1", "no"),
            "{\"echo\":\"unaskable\",\"address\":\"10.8.0.1\",\"reason\":\"no\"}"),
        Arguments.of(
            new Gateway.Answers("10.8.0.1", Optional.empty(), 3, 3),
            "{\"echo\":\"answers\",\"address\":\"10.8.0.1\",\"asked\":3,\"lost\":3,"
                + "\"lossPercent\":100}"));
  }

  @ParameterizedTest
  @MethodSource("gateways")
  void howTheGatewayAnswersStandsBesideTheCounters(Gateway gateway, String object)
      throws Exception {
    String line =
        "{\"type\":\"traffic\",\"session\":\"a\",\"time\":5,\"bytesIn\":1,\"bytesOut\":2,"
            + "\"packetsIn\":3,\"packetsOut\":4,\"gateway\":"
            + object
            + "}";
    Event event =
        new Event.Traffic("a", 5, 1, 2, 3, 4, new Live(Optional.of(gateway), Optional.empty()));
    assertEquals(line, EventJson.write(event).toString());
    assertEquals(Optional.of(event), EventJson.read(JsonText.parse(bytes(line))));
  }

  @Test
  void aStateOfTheGatewayThatOnlyANewerHelperKnowsIsNone() throws Exception {
    assertEquals(
        Live.NONE, LiveJson.read(JsonText.parse(bytes("{\"gateway\":{\"echo\":\"asleep\"}}"))));
  }

  @Test
  void aReasonComesBackAsItWent() throws Exception {
    for (PathReasonCode code : PathReasonCode.values()) {
      PathReason reason = PathReason.of(code, "AES-256-CBC", "it's {1}");
      SessionStatus status = because(reason);
      JsonObject line = JsonText.parse(bytes(Wire.write(status).toString()));
      assertEquals(status, Wire.status(line), code::toString);
    }
  }

  /** Of a helper that knows no codes, or others, or other words for one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",\"reasonCode\":\"moon-phase\",\"reasonArgs\":[\"full\"]",
        ",\"reasonCode\":\"kernel-too-old\",\"reasonArgs\":[\"6.12\"]",
        ",\"reasonCode\":\"kernel-too-old\",\"reasonArgs\":[]"
      })
  void aReasonThatIsNotOneOfOursStaysAsItWasSaid(String more) throws Exception {
    String line =
        "{\"name\":\"a\",\"state\":\"connected\",\"since\":9,\"dataPath\":{"
            + "\"kind\":\"userspace\",\"reason\":\"the moon is full\""
            + more
            + "},\"bytesIn\":0,\"bytesOut\":0,\"packetsIn\":0,\"packetsOut\":0}";
    PathReason read = Wire.status(JsonText.parse(bytes(line))).dataPath().orElseThrow().reason();
    assertEquals(PathReason.said("the moon is full"), read);
    assertEquals("the moon is full", read.sentence());
  }

  @Test
  void furtherReasonsComeBackAsTheyWentAndAnOlderHelperHasNone() throws Exception {
    SessionStatus status =
        because(
            PathReason.of(PathReasonCode.PROFILE_FRAGMENT),
            PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12"),
            PathReason.said("the moon is full"));
    String line = Wire.write(status).toString();
    String further =
        ",\"furtherReasons\":[{\"reason\":\"Kernel 6.12 has no ovpn driver; it came with Linux 6.16\","
            + "\"reasonCode\":\"kernel-too-old\",\"reasonArgs\":[\"6.12\"]},"
            + "{\"reason\":\"the moon is full\",\"reasonCode\":\"as-said\","
            + "\"reasonArgs\":[\"the moon is full\"]}]";
    assertTrue(line.contains(further), line);
    assertEquals(status, Wire.status(JsonText.parse(bytes(line))));
    assertEquals(
        because(PathReason.of(PathReasonCode.PROFILE_FRAGMENT)),
        Wire.status(JsonText.parse(bytes(line.replace(further, "")))));
  }

  private static SessionStatus because(PathReason reason, PathReason... further) {
    return new SessionStatus(
        "a",
        SessionState.CONNECTED,
        9,
        Optional.empty(),
        Optional.of(new SessionStatus.DataPathInfo("userspace", reason, List.of(further))),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        0,
        0,
        0,
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aFindingComesBackAsItWent() throws Exception {
    List<PathReason> reasons =
        List.of(
            PathReason.of(PathReasonCode.TCP_CRASH, "6.18"), PathReason.said("the moon is full"));
    List<Finding> findings = new ArrayList<>();
    for (MachineCode code : MachineCode.values()) {
      findings.add(Finding.of(code, "it's {1}", "AES"));
      findings.add(Finding.of(Diagnosis.naming(code, List.of(MachinePart.values()))));
      findings.add(Finding.of(Diagnosis.quoting(code, reasons)));
    }
    Frame frame = new Frame.Answer(0, new Response.Findings(findings));
    assertEquals(Optional.of(frame), ApiJson.readFromHelper(ApiJson.write(frame)));
  }

  /** Of a helper that knows other codes or parts, or other words for one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"code\":\"moon-phase\",\"args\":[\"full\"]",
        ",\"code\":\"tun-missing\",\"args\":[]",
        ",\"code\":\"tun-refused\"",
        ",\"code\":\"joins-not\",\"args\":[],\"parts\":[\"moonlight\"]",
        ",\"code\":\"kernel-cannot\",\"args\":[],\"reasons\":[{\"reason\":\"The moon is full\"}]"
      })
  void aFindingThatIsNotOneOfOursStaysAsItWasSaid(String more) throws Exception {
    String line =
        "{\"id\":1,\"response\":{\"type\":\"findings\",\"findings\":[{\"subject\":\"tun\","
            + "\"health\":\"bad\",\"text\":\"none\",\"remedy\":\"load it\""
            + more
            + "}]}}";
    assertEquals(
        Optional.of(
            new Frame.Answer(
                1,
                new Response.Findings(
                    List.of(new Finding("tun", Finding.Health.BAD, "none", "load it"))))),
        ApiJson.readFromHelper(bytes(line)));
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        call(
            new Request.Hello(1, "culvert 0.1"),
            "\"type\":\"hello\",\"protocol\":1,\"client\":\"culvert 0.1\""),
        call(
            new Request.Connect("office", "client\n", DataPathChoice.AUTO, KnownSecrets.NONE),
            "\"type\":\"connect\",\"name\":\"office\",\"profile\":\"client\\n\","
                + "\"dataPath\":\"auto\""),
        call(
            new Request.Connect(
                "office",
                "client\n",
                DataPathChoice.AUTO,
                KnownSecrets.NONE,
                new Protection(true, false, DnsWish.parse("9.9.9.9, 2620:fe::fe"))),
            "\"type\":\"connect\",\"name\":\"office\",\"profile\":\"client\\n\","
                + "\"dataPath\":\"auto\",\"killSwitch\":true,\"allowLan\":false,"
                + "\"dns\":\"9.9.9.9,2620:fe::fe\""),
        call(
            new Request.Disconnect("ö", true),
            "\"type\":\"disconnect\",\"name\":\"ö\",\"keepBlock\":true"),
        call(new Request.Unblock(), "\"type\":\"unblock\""),
        call(new Request.Disconnect("ö"), "\"type\":\"disconnect\",\"name\":\"ö\""),
        call(new Request.Reconnect("ö"), "\"type\":\"reconnect\",\"name\":\"ö\""),
        call(new Request.DisconnectAll(), "\"type\":\"disconnect-all\""),
        call(new Request.Status(Optional.empty()), "\"type\":\"status\""),
        call(new Request.Status(Optional.of("a")), "\"type\":\"status\",\"name\":\"a\""),
        call(new Request.Log(Optional.empty()), "\"type\":\"log\""),
        call(new Request.Subscribe(), "\"type\":\"subscribe\""),
        call(new Request.Subscribe(1_000), "\"type\":\"subscribe\",\"trafficEvery\":1000"),
        call(new Request.Doctor(), "\"type\":\"doctor\""),
        call(new Request.StartDemo(), "\"type\":\"start-demo\""));
  }

  static Stream<Arguments> fromHelper() {
    LogLine line = new LogLine("office", 5, LogLine.Level.WARNING, "slow");
    return Stream.of(
        answer(
            new Response.Welcome(1, "0.1", 77),
            "\"type\":\"welcome\",\"protocol\":1,\"version\":\"0.1\",\"pid\":77"),
        answer(new Response.Done(), "\"type\":\"done\""),
        answer(
            new Response.Refused(Problem.of(ProblemCode.NOT_NOW, "a", "b")),
            "\"type\":\"refused\",\"problem\":{\"code\":\"not-now\",\"args\":[\"a\",\"b\"]}"),
        answer(
            new Response.Refused(
                new Problem(
                    ProblemCode.PROFILE_INVALID,
                    List.of("a:3: b", "C."),
                    Optional.of(new Flaw("a", 3, "dev", "refused", List.of("dev", "b", "C."))))),
            "\"type\":\"refused\",\"problem\":{\"code\":\"profile-invalid\","
                + "\"args\":[\"a:3: b\",\"C.\"],\"flaw\":{\"file\":\"a\",\"line\":3,"
                + "\"directive\":\"dev\",\"code\":\"refused\","
                + "\"args\":[\"dev\",\"b\",\"C.\"]}}"),
        answer(
            new Response.Sessions(List.of(CONNECTED)),
            "\"type\":\"sessions\",\"sessions\":[" + CONNECTED_LINE + "]"),
        answer(
            new Response.Sessions(List.of(SessionStatus.disconnected("a", 9))),
            "\"type\":\"sessions\",\"sessions\":[{\"name\":\"a\",\"state\":\"disconnected\","
                + "\"since\":9,\"bytesIn\":0,\"bytesOut\":0,\"packetsIn\":0,\"packetsOut\":0}]"),
        answer(
            new Response.Sessions(List.of(SessionStatus.blocked("a", 9))),
            "\"type\":\"sessions\",\"sessions\":[{\"name\":\"a\",\"state\":\"failed\","
                + "\"since\":9,\"bytesIn\":0,\"bytesOut\":0,\"packetsIn\":0,\"packetsOut\":0,"
                + "\"blocking\":true,\"lastError\":{\"code\":\"traffic-blocked\","
                + "\"args\":[\"a\"]}}]"),
        answer(
            new Response.LogLines(List.of(line)),
            "\"type\":\"log-lines\",\"lines\":[{\"session\":\"office\",\"time\":5,"
                + "\"level\":\"warning\",\"text\":\"slow\"}]"),
        answer(
            new Response.LogLines(
                List.of(
                    new LogLine(
                        "office",
                        5,
                        LogLine.Level.WARNING,
                        "no",
                        Optional.of(Problem.of(ProblemCode.PORT_CLOSED, "a:1"))))),
            "\"type\":\"log-lines\",\"lines\":[{\"session\":\"office\",\"time\":5,"
                + "\"level\":\"warning\",\"text\":\"no\","
                + "\"problem\":{\"code\":\"port-closed\",\"args\":[\"a:1\"]}}]"),
        answer(
            new Response.LogLines(List.of(new LogLine("office", 5, LogCode.NEW_KEYS, "new"))),
            "\"type\":\"log-lines\",\"lines\":[{\"session\":\"office\",\"time\":5,"
                + "\"level\":\"info\",\"text\":\"new\",\"code\":\"new-keys\"}]"),
        answer(
            new Response.Findings(
                List.of(
                    new Response.Finding("tun", Response.Finding.Health.BAD, "none", "load it"))),
            "\"type\":\"findings\",\"findings\":[{\"subject\":\"tun\",\"health\":\"bad\","
                + "\"text\":\"none\",\"remedy\":\"load it\"}]"),
        answer(
            new Response.Findings(List.of(Finding.of(MachineCode.TABLE_LEFT, "inet x"))),
            "\"type\":\"findings\",\"findings\":[{\"subject\":\"kill switch\",\"health\":\"bad\","
                + "\"text\":\"The table inet x blocks traffic, and this helper knows nothing of"
                + " it\",\"remedy\":\"End the other helper, or as root: nft delete table inet x\","
                + "\"code\":\"table-left\",\"args\":[\"inet x\"]}]"),
        answer(
            new Response.Findings(
                List.of(
                    Finding.of(
                        Diagnosis.naming(
                            MachineCode.JOINS_NOT,
                            List.of(MachinePart.UDP_AT_DEVICE, MachinePart.TO_SERVER))))),
            "\"type\":\"findings\",\"findings\":[{\"subject\":\"userspace data path\","
                + "\"health\":\"note\",\"text\":\"The kernel does not join UDP datagrams at the"
                + " tunnel's device, datagrams to the server: such traffic costs more\","
                + "\"remedy\":\"Update the kernel: Linux 6.2 and later join all of them.\","
                + "\"code\":\"joins-not\",\"args\":[],"
                + "\"parts\":[\"udp-at-device\",\"to-server\"]}]"),
        answer(
            new Response.Findings(
                List.of(
                    Finding.of(
                        Diagnosis.quoting(
                            MachineCode.KERNEL_LACKS_CIPHERS,
                            List.of(
                                PathReason.of(PathReasonCode.CIPHER_MISSING, "AES-128-GCM")))))),
            "\"type\":\"findings\",\"findings\":[{\"subject\":\"kernel data path\","
                + "\"health\":\"note\",\"text\":\"The kernel's ovpn driver works, but the kernel"
                + " has no AES-128-GCM, or may not load its module\",\"remedy\":\"Let the kernel load"
                + " the cipher's module; until then connections with it take the userspace data"
                + " path.\",\"code\":\"kernel-lacks-ciphers\",\"args\":[],\"reasons\":[{"
                + "\"reason\":\"The kernel has no AES-128-GCM, or may not load its module\","
                + "\"reasonCode\":\"cipher-missing\",\"reasonArgs\":[\"AES-128-GCM\"]}]}]"),
        answer(
            new Response.Demo("client\n", "http://10.1.1.1/", "http://10.1.1.1/d"),
            "\"type\":\"demo\",\"profile\":\"client\\n\",\"pageUrl\":\"http://10.1.1.1/\","
                + "\"downloadUrl\":\"http://10.1.1.1/d\""),
        news(
            new Event.StatusChanged(CONNECTED),
            "\"type\":\"status-changed\",\"status\":" + CONNECTED_LINE),
        news(
            new Event.Traffic("office", 5, 1, 2, 3, 4),
            "\"type\":\"traffic\",\"session\":\"office\",\"time\":5,\"bytesIn\":1,"
                + "\"bytesOut\":2,\"packetsIn\":3,\"packetsOut\":4"),
        news(
            new Event.Traffic("office", 5, 1, 2, 3, 4, LIVE),
            "\"type\":\"traffic\",\"session\":\"office\",\"time\":5,\"bytesIn\":1,"
                + "\"bytesOut\":2,\"packetsIn\":3,\"packetsOut\":4,"
                + LIVE_FIELDS),
        news(
            new Event.Logged(line),
            "\"type\":\"logged\",\"line\":{\"session\":\"office\",\"time\":5,"
                + "\"level\":\"warning\",\"text\":\"slow\"}"));
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        Arguments.of(
            new Question.Login(Optional.empty(), false, Optional.empty(), ""),
            "\"kind\":\"login\",\"asksPassword\":false,\"reason\":\"\""),
        Arguments.of(
            new Question.Login(
                Optional.of("ann"),
                true,
                Optional.of(new Question.Challenge("PIN", false, true)),
                "wrong"),
            "\"kind\":\"login\",\"username\":\"ann\",\"asksPassword\":true,\"challenge\":{"
                + "\"text\":\"PIN\",\"echo\":false,\"asksResponse\":true},\"reason\":\"wrong\""),
        Arguments.of(
            new Question.KeyPassphrase("pkcs12", "wrong"),
            "\"kind\":\"key-passphrase\",\"key\":\"pkcs12\",\"reason\":\"wrong\""),
        Arguments.of(
            new Question.ProxyLogin("proxy:3128", "office", ""),
            "\"kind\":\"proxy-login\",\"proxy\":\"proxy:3128\",\"realm\":\"office\","
                + "\"reason\":\"\""),
        Arguments.of(
            new Question.WebLogin("https://vpn.example.org/?a=b"),
            "\"kind\":\"web-login\",\"url\":\"https://vpn.example.org/?a=b\""));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void aQuestionTravelsInTheStatus(Question question, String fields) throws Exception {
    var open = new SessionStatus.OpenQuestion(3, question);
    String line = "{\"id\":3," + fields + "}";
    assertEquals(line, QuestionJson.write(open).toString());
    assertEquals(Optional.of(open), QuestionJson.read(JsonText.parse(bytes(line))));
  }

  @Test
  void aKindOfQuestionThatOnlyANewerHelperKnowsIsNone() throws Exception {
    assertEquals(
        Optional.empty(),
        QuestionJson.read(JsonText.parse(bytes("{\"id\":3,\"kind\":\"riddle\",\"x\":1}"))));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void aRequestIsWrittenAndReadAsItsLine(Frame.Call call, String line) throws Exception {
    assertEquals(line + "\n", new String(ApiJson.write(call), UTF_8));
    assertEquals(call, ApiJson.readCall(line.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @MethodSource("fromHelper")
  void anAnswerOrEventIsWrittenAndReadAsItsLine(Frame frame, String line) throws Exception {
    assertEquals(line + "\n", new String(ApiJson.write(frame), UTF_8));
    assertEquals(Optional.of(frame), ApiJson.readFromHelper(line.getBytes(UTF_8)));
  }

  @Test
  void secretsTravelAsBase64AndOnlyThere() throws Exception {
    KnownSecrets known =
        new KnownSecrets(
            Optional.of(new Credentials("ann", Secret.ofText("pässword"))),
            Optional.of(Secret.ofText("123")),
            Optional.of(Secret.ofText("key")),
            Optional.of(new Credentials("bob", Secret.ofText("p"))));
    var connect = new Request.Connect("office", "client", DataPathChoice.KERNEL, known);
    String line = new String(ApiJson.write(new Frame.Call(7, connect)), UTF_8);
    assertEquals(
        "{\"id\":7,\"request\":{\"type\":\"connect\",\"name\":\"office\",\"profile\":\"client\","
            + "\"dataPath\":\"kernel\",\"login\":{\"username\":\"ann\","
            + "\"password\":\"cMOkc3N3b3Jk\"},\"response\":\"MTIz\",\"passphrase\":\"a2V5\","
            + "\"proxyLogin\":{\"username\":\"bob\",\"password\":\"cA==\"}}}\n",
        line);
    var read = (Request.Connect) ApiJson.readCall(line.getBytes(UTF_8)).request();
    Credentials back = read.known().login().orElseThrow();
    assertEquals("ann", back.username());
    assertArrayEquals("pässword".getBytes(UTF_8), back.password().copyBytes());
    assertEquals(line, new String(ApiJson.write(new Frame.Call(7, read)), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"username\":\"ann\"",
        "\"username\":\"ann\",\"password\":\"cA==\",\"response\":\"MTIz\"",
        "\"password\":\"cA==\"",
        "\"response\":\"MTIz\""
      })
  void anAnswerToAQuestionHasItsOwnLine(String reply) throws Exception {
    String line =
        "{\"id\":8,\"request\":{\"type\":\"answer\",\"name\":\"office\",\"question\":3,"
            + "\"reply\":{"
            + reply
            + "}}}\n";
    Frame.Call call = ApiJson.readCall(line.getBytes(UTF_8));
    assertEquals(line, new String(ApiJson.write(call), UTF_8));
  }

  @Test
  void everyProblemCodeSurvivesTheSocket() throws Exception {
    for (ProblemCode code : ProblemCode.values()) {
      Frame frame = new Frame.Answer(0, new Response.Refused(Problem.of(code, "x", "y", "z")));
      assertEquals(Optional.of(frame), ApiJson.readFromHelper(ApiJson.write(frame)));
    }
  }

  @Test
  void theCommandLineShowsTimesAndWordsInstead() {
    assertEquals(
        "{\"name\":\"office\",\"state\":\"connected\",\"since\":\"2023-11-14T22:13:20.123Z\","
            + CONNECTED_DETAILS
            + "\"lastError\":{\"code\":\"peer-silent\","
            + "\"message\":\"Nothing was heard from 192.0.2.7:1194 for 120 s\","
            + "\"hint\":\"The network or the server went away; Culvert connects again.\"},"
            + QUESTION
            + "}",
        ShownJson.status(CONNECTED).toString());
  }

  @Test
  void aClientIgnoresWhatOnlyANewerHelperKnows() throws Exception {
    assertEquals(
        Optional.empty(),
        ApiJson.readFromHelper(bytes("{\"event\":{\"type\":\"eclipse\",\"x\":[1,{}]}}")));
    assertEquals(
        Optional.of(new Frame.Answer(1, new Response.Done())),
        ApiJson.readFromHelper(bytes("{\"id\":1,\"response\":{\"type\":\"done\",\"new\":true}}")));
    assertEquals(
        Optional.of(
            new Frame.Answer(
                1,
                new Response.LogLines(
                    List.of(new LogLine("a", 5, LogLine.Level.INFO, "tides turned"))))),
        ApiJson.readFromHelper(
            bytes(
                "{\"id\":1,\"response\":{\"type\":\"log-lines\",\"lines\":[{\"session\":\"a\","
                    + "\"time\":5,\"level\":\"info\",\"text\":\"tides turned\","
                    + "\"code\":\"moon-phase\"}]}}")));
    var refused =
        (Frame.Answer)
            ApiJson.readFromHelper(
                    bytes(
                        "{\"id\":1,\"response\":{\"type\":\"refused\",\"problem\":{"
                            + "\"code\":\"moon-phase\",\"args\":[\"full\"]}}}"))
                .orElseThrow();
    Problem problem = ((Response.Refused) refused.response()).problem();
    assertEquals(ProblemCode.INTERNAL, problem.code());
    assertEquals(true, problem.message().contains("moon-phase"));
  }

  private static Arguments call(Request request, String inner) {
    return Arguments.of(new Frame.Call(7, request), "{\"id\":7,\"request\":{" + inner + "}}");
  }

  private static Arguments answer(Response response, String inner) {
    return Arguments.of(new Frame.Answer(7, response), "{\"id\":7,\"response\":{" + inner + "}}");
  }

  private static Arguments news(Event event, String inner) {
    return Arguments.of(new Frame.News(event), "{\"event\":{" + inner + "}}");
  }

  private static byte[] bytes(String line) {
    return line.getBytes(UTF_8);
  }
}
