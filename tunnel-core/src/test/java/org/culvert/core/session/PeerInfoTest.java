package org.culvert.core.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.culvert.core.keys.DataCipher;
import org.culvert.core.profile.CompressionSettings;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.Timers;
import org.culvert.core.wire.CompressionFraming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerInfoTest {
  private static final Profile PLAIN =
      ScriptedSession.profile(Timers.DEFAULT, Optional.empty(), java.util.OptionalInt.empty());
  private static final List<DataCipher> BOTH_GCM =
      List.of(DataCipher.AES_256_GCM, DataCipher.AES_128_GCM);
  private static final CompressionSettings READS_COMPRESSED =
      new CompressionSettings(CompressionFraming.NONE, true);

  private final PeerInfo info =
      new PeerInfo(
          "1.2", "linux", Carrier.USERSPACE, Map.of("IV_PLAT_VER", "6.18", "IV_HWADDR", "02:00"));

  /**
   * Each line is there because of something that works; the test that shows it stands beside it.
   */
  @Test
  void everyLineStandsForAFeature() {
    assertEquals(
        List.of(
            "IV_VER=2.7-culvert-1.2", // epochs, updates, the dns option: PromiseTest
            "IV_PLAT=linux",
            "IV_TCPNL=1", // gaps in packet ids by TCP: ReplayWindow has one rule for all
            "IV_MTU=1700", // TunnelPlannerTest: what a server pushes is followed up to this
            "IV_NCP=2", // both GCM ciphers: SimTunnelTest
            "IV_CIPHERS=AES-256-GCM:AES-128-GCM", // SimTunnelTest
            "IV_PROTO=8094", // PromiseTest
            "IV_LZO_STUB=1", // SimTunnelTest: a pushed framing is followed
            "IV_COMP_STUB=1",
            "IV_COMP_STUBv2=1",
            "IV_SSO=webauth,openurl,crtext", // ChallengesTest
            "IV_GUI_VER=Culvert_1.2"),
        info.lines(PLAIN, BOTH_GCM, 1700, true).lines().toList());
  }

  @Test
  void theKernelsDataPathPromisesNeitherEpochsNorFramings() {
    Profile reads = with(PLAIN, READS_COMPRESSED, PLAIN.pull(), false);
    PeerInfo kernel = info.carriedBy(Carrier.KERNEL);
    String lines = kernel.lines(reads, BOTH_GCM, 1600, true);
    assertTrue(lines.contains("IV_PROTO=" + (8094 - 1024) + "\n"), lines);
    assertTrue(!lines.contains("COMP") && !lines.contains("LZ"), lines);
  }

  @Test
  void oneGcmCipherAloneIsNotWhatOldServersTakeForBoth() {
    String lines = info.lines(PLAIN, List.of(DataCipher.AES_256_GCM), 1600, true);
    assertTrue(!lines.contains("IV_NCP"), lines);
  }

  @Test
  void compressedPacketsAreAskedForOnlyWhereTheProfileReadsThem() {
    Profile reads = with(PLAIN, READS_COMPRESSED, PLAIN.pull(), false);
    String lines = info.lines(reads, BOTH_GCM, 1600, true);
    assertTrue(lines.contains("\nIV_LZO=1\nIV_LZ4=1\nIV_LZ4v2=1\n"), lines);
  }

  @Test
  void detailsOfTheMachineAndTheUsersValuesAreForProfilesThatWantIt() {
    Profile open = with(PLAIN, CompressionSettings.NONE, PLAIN.pull(), true);
    String lines = info.lines(open, BOTH_GCM, 1600, true);
    assertTrue(lines.contains("\nIV_PLAT_VER=6.18\n"), lines);
    assertTrue(lines.contains("\nIV_HWADDR=02:00\n"), lines);
    assertTrue(lines.endsWith("\nUV_ID=x\n"), lines);
  }

  @ParameterizedTest
  @CsvSource({"true, true, 8094", "false, true, 7574", "true, false, 1706", "false, false, 1186"})
  void theExporterAndItsTlsCryptArePromisedOnlyWhenTlsCanExport(
      boolean exporter, boolean pulls, int proto) {
    Profile profile =
        with(PLAIN, CompressionSettings.NONE, new PullSettings(pulls, false, List.of()), false);
    String lines = info.lines(profile, BOTH_GCM, 1600, exporter);
    assertTrue(lines.contains("\nIV_PROTO=" + proto + "\n"), lines);
  }

  private static Profile with(
      Profile p, CompressionSettings compression, PullSettings pull, boolean pushPeerInfo) {
    return new Profile(
        p.friendlyName(),
        p.remotes(),
        p.choice(),
        p.sockets(),
        p.userPass(),
        p.credentials(),
        p.login(),
        p.tls(),
        p.dataCiphers(),
        p.fallbackCipher(),
        p.authDigest(),
        compression,
        p.replayWindow(),
        p.timers(),
        p.tunnel(),
        pull,
        p.explicitExitNotify(),
        p.disableDco(),
        pushPeerInfo,
        Map.of("UV_ID", "x"),
        p.log());
  }
}
