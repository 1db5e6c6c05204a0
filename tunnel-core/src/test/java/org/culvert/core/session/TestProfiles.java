package org.culvert.core.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.culvert.core.profile.CompressionSettings;
import org.culvert.core.profile.ControlWrapping;
import org.culvert.core.profile.LogSettings;
import org.culvert.core.profile.LoginSettings;
import org.culvert.core.profile.Pace;
import org.culvert.core.profile.PacketSizes;
import org.culvert.core.profile.Profile;
import org.culvert.core.profile.PullSettings;
import org.culvert.core.profile.Remote;
import org.culvert.core.profile.RemoteChoice;
import org.culvert.core.profile.SocketSettings;
import org.culvert.core.profile.Timers;
import org.culvert.core.profile.TlsSettings;
import org.culvert.core.profile.TunnelSettings;

/** Profiles for tests, made without text. */
public final class TestProfiles {
  private TestProfiles() {}

  public static Remote remote(String host, ControlWrapping wrapping) {
    return remote(host, wrapping, Remote.Transport.UDP);
  }

  public static Remote remote(String host, ControlWrapping wrapping, Remote.Transport transport) {
    return remote(host, wrapping, transport, Pace.DEFAULT);
  }

  public static Remote remote(String host, Pace pace) {
    return remote(host, new ControlWrapping.None(), Remote.Transport.UDP, pace);
  }

  private static Remote remote(
      String host, ControlWrapping wrapping, Remote.Transport transport, Pace pace) {
    return new Remote(
        host,
        1194,
        transport,
        Remote.Family.ANY,
        wrapping,
        Optional.empty(),
        OptionalInt.empty(),
        false,
        OptionalInt.empty(),
        Optional.empty(),
        pace,
        PacketSizes.DEFAULT);
  }

  /** The server with other sizes of packets. */
  public static Remote withSizes(Remote r, PacketSizes sizes) {
    return new Remote(
        r.host(),
        r.port(),
        r.transport(),
        r.family(),
        r.wrapping(),
        r.localAddress(),
        r.localPort(),
        r.floating(),
        r.explicitExitNotify(),
        r.proxy(),
        r.pace(),
        sizes);
  }

  public static TlsSettings tls(String ca, String certificate, String key) {
    return new TlsSettings(
        Optional.of(ca),
        Optional.of(certificate),
        Optional.of(org.culvert.core.api.Secret.ofText(key)),
        Optional.empty(),
        Optional.empty(),
        TlsSettings.PeerPurpose.SERVER,
        Optional.empty(),
        List.of(),
        TlsSettings.TlsVersion.TLS_1_2,
        TlsSettings.TlsVersion.TLS_1_3,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Set.of());
  }

  public static Profile profile(List<Remote> remotes, TlsSettings tls, Timers timers) {
    return profile(remotes, tls, timers, false);
  }

  public static Profile profile(
      List<Remote> remotes, TlsSettings tls, Timers timers, boolean userPass) {
    return profile(remotes, tls, timers, userPass, Optional.empty(), OptionalInt.empty());
  }

  public static Profile profile(
      List<Remote> remotes,
      TlsSettings tls,
      Timers timers,
      boolean userPass,
      Optional<String> fallbackCipher,
      OptionalInt exitNotify) {
    return profile(
        remotes,
        tls,
        timers,
        userPass,
        List.of("AES-256-GCM", "AES-128-GCM", "CHACHA20-POLY1305"),
        fallbackCipher,
        CompressionSettings.NONE,
        exitNotify);
  }

  public static Profile profile(
      List<Remote> remotes,
      TlsSettings tls,
      Timers timers,
      boolean userPass,
      List<String> ciphers,
      Optional<String> fallbackCipher,
      CompressionSettings compression,
      OptionalInt exitNotify) {
    return new Profile(
        Optional.empty(),
        remotes,
        RemoteChoice.DEFAULT,
        SocketSettings.NONE,
        userPass,
        Optional.empty(),
        LoginSettings.DEFAULT,
        tls,
        ciphers,
        fallbackCipher,
        "SHA1",
        compression,
        OptionalInt.empty(),
        timers,
        new TunnelSettings(Optional.empty(), List.of()),
        new PullSettings(false, List.of()),
        exitNotify,
        false,
        false,
        Map.of(),
        LogSettings.ALL);
  }

  /** The profile with another way to sign in. */
  public static Profile withLogin(Profile p, LoginSettings login) {
    return signingIn(p, true, login);
  }

  /** The profile without the user name and password that stood in it. */
  public static Profile withoutCredentials(Profile p) {
    return signingIn(p, p.userPass(), p.login());
  }

  private static Profile signingIn(Profile p, boolean userPass, LoginSettings login) {
    return new Profile(
        p.friendlyName(),
        p.remotes(),
        p.choice(),
        p.sockets(),
        userPass,
        Optional.empty(),
        login,
        p.tls(),
        p.dataCiphers(),
        p.fallbackCipher(),
        p.authDigest(),
        p.compression(),
        p.replayWindow(),
        p.timers(),
        p.tunnel(),
        p.pull(),
        p.explicitExitNotify(),
        p.disableDco(),
        p.pushPeerInfo(),
        p.peerInfo(),
        p.log());
  }
}
