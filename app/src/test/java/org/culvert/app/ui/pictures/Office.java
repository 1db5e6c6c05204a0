package org.culvert.app.ui.pictures;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.culvert.app.keyring.FakeKeyring;
import org.culvert.app.keyring.KeyringTrouble;
import org.culvert.app.keyring.SecretName;
import org.culvert.app.main.StoreShelf;
import org.culvert.app.profiles.ProfileImporter;
import org.culvert.app.profiles.ProfileStore;
import org.culvert.app.settings.DamagedSettingsException;
import org.culvert.app.settings.Settings;
import org.culvert.app.settings.SettingsFile;
import org.culvert.app.settings.SettingsStore;
import org.culvert.app.totals.Carried;
import org.culvert.app.totals.DayTotal;
import org.culvert.app.totals.Totals;
import org.culvert.app.totals.TotalsFile;
import org.culvert.app.totals.TotalsStore;
import org.culvert.app.tray.Tray;
import org.culvert.app.tray.TrayDesktop;
import org.culvert.app.tray.TrayFace;
import org.culvert.app.tray.TrayListener;
import org.culvert.app.ui.driver.FakeDesktop;
import org.culvert.app.ui.driver.FakeHelper;
import org.culvert.app.ui.driver.WindowDriver;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.core.api.Diagnosis;
import org.culvert.core.api.DnsWish;
import org.culvert.core.api.KnownSecrets;
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.api.Protection;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;
import org.culvert.core.api.json.MalformedMessageException;

/** A user of the kind that we have in mind: several profiles in a real store, months of traffic. */
final class Office {
  static final String NAME = "Office Berlin";

  private static final String KEY = "6a1d93c05be47f28d0c9b15e3f7a8264\n".repeat(16);
  private static final String FINGERPRINT =
      "peer-fingerprint 3A:91:5C:E0:7B:42:D8:1F:66:A3:09:BE:54:C7:20:FD:"
          + "98:13:6E:AB:05:D2:7C:49:E1:8F:30:B6:2D:F4:5A:C8\n";

  private final Path folder;
  private final ProfileStore store;
  private final FakeHelper helper = new FakeHelper();
  private final FakeKeyring keyring = new FakeKeyring();
  private Supplier<HttpClient.Builder> clients = HttpClient::newBuilder;
  private Optional<Path> lostTotals = Optional.empty();

  Office(Path folder) {
    this.folder = folder;
    this.store = new ProfileStore(folder.resolve("profiles"), Clock.systemUTC());
    PathReason old = PathReason.of(PathReasonCode.KERNEL_TOO_OLD, "6.12.48");
    Response kernel =
        new Response.Findings(
            List.of(
                Response.Finding.of(Diagnosis.quoting(MachineCode.KERNEL_CANNOT, List.of(old)))));
    helper.answer(request -> request instanceof Request.Doctor ? kernel : new Response.Done());
  }

  /** Reaches the web by these from now on. */
  Office online(Supplier<HttpClient.Builder> newClients) {
    clients = newClients;
    return this;
  }

  /** What the sessions say. */
  FakeHelper helper() {
    return helper;
  }

  /** On a desktop that keeps no logins. */
  Office withoutKeyring() {
    keyring.trouble(KeyringTrouble.NO_KEYRING);
    return this;
  }

  /** With a login that was saved long ago. */
  Office saved(String user, String password) throws Exception {
    String id = store.find(NAME).orElseThrow().id();
    keyring.put(SecretName.login(id), user, password);
    return this;
  }

  /** The totals could not be read, and are in another file now. */
  Office withoutTotals() {
    lostTotals = Optional.of(Path.of("/home/anna/.local/state/culvert/totals.json.damaged"));
    return this;
  }

  /** With all of the profiles. */
  Office furnished() throws Exception {
    add(NAME, "vpn.example.com", 1194, "udp");
    add("Data centre Frankfurt, management network", "mgmt.fra.example.com", 1194, "udp");
    add("Home", "home.example.net", 443, "tcp");
    add("Lab", "2001:db8::5", 1194, "udp");
    add("Partner", "198.51.100.7", 1194, "udp");
    add("Travel", "travel.example.com", 443, "tcp");
    store.favourite(store.find(NAME).orElseThrow(), true);
    store.favourite(store.find("Home").orElseThrow(), true);
    return this;
  }

  /** With a profile more: the list is searched where there are seven. */
  Office with(String name, String host) throws Exception {
    add(name, host, 1194, "udp");
    return this;
  }

  private void add(String name, String host, int port, String protocol) throws Exception {
    String server = host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
    store.add(
        new ProfileStore.Draft(
            name,
            ProfileStore.IfTaken.REFUSE,
            profile(host, port, protocol),
            KnownSecrets.NONE,
            server,
            true));
  }

  /** As an administrator writes one. */
  static String profile(String host, int port, String protocol) {
    return """
        # Written by the IT department for %1$s
        client
        dev tun
        nobind
        persist-key

        remote %1$s %2$d %3$s
        remote %1$s 443 tcp   # where UDP is blocked

        auth-user-pass
        data-ciphers AES-256-GCM:CHACHA20-POLY1305
        %4$s
        <tls-crypt>
        -----BEGIN OpenVPN Static key V1-----
        %5$s-----END OpenVPN Static key V1-----
        </tls-crypt>
        """
        .formatted(host, port, protocol, FINGERPRINT, KEY);
  }

  /** A file as it lies among a user's downloads. */
  Path download(String name, String text) throws IOException {
    Path downloads = Files.createDirectories(folder.resolve("Downloads"));
    return Files.writeString(downloads.resolve(name), text);
  }

  WindowDriver open(Look look) throws IOException {
    return open(look, settings(look));
  }

  /** Opens the window over settings that could not be understood. */
  WindowDriver openWithoutSettings(Look look) throws IOException {
    return open(look, new Damaged(settings(look)));
  }

  private SettingsFile settings(Look look) throws IOException {
    SettingsFile settings = new SettingsFile(folder.resolve("settings"), Clock.systemUTC());
    Settings chosen = Settings.USUAL.withAppearance(look.appearance());
    Protection protection = new Protection(true, true, DnsWish.parse("9.9.9.9, 2620:fe::fe"));
    settings.change(_ -> chosen.withAll(chosen.all().withProtection(protection)));
    return settings;
  }

  private WindowDriver open(Look look, SettingsStore settings) throws IOException {
    WindowDriver window =
        WindowDriver.open(
            new GuiContext(
                helper,
                new StoreShelf(
                    store, new ProfileImporter(store, Clock.systemUTC(), clients), settings),
                _ -> false,
                keyring,
                new Panel(),
                lostTotals.<TotalsStore>map(LostTotals::new).orElse(totals()),
                settings,
                new FakeDesktop().desktop(),
                new GuiContext.Options(
                    Optional.of(NAME), false, Optional.empty(), look.appearance())));
    window.resize(look.width(), look.height());
    return window;
  }

  private TotalsFile totals() throws IOException {
    TotalsFile totals = new TotalsFile(folder.resolve("totals"), Clock.systemUTC());
    LocalDate today = LocalDate.now(ZoneId.systemDefault());
    List<DayTotal> days =
        IntStream.range(0, 90)
            .boxed()
            .flatMap(
                ago ->
                    ago % 7 == 2 || ago % 7 == 3
                        ? Stream.of(day(today.minusDays(ago), "Home", ago, 900))
                        : Stream.of(
                            day(today.minusDays(ago), NAME, ago, 4_000),
                            day(today.minusDays(ago), "Lab", ago + 3, 300)))
            .toList();
    totals.claim();
    totals.save(new Totals(days, Map.of()));
    totals.release();
    return totals;
  }

  private static DayTotal day(LocalDate day, String name, int seed, long mostMegabytes) {
    long megabytes = mostMegabytes / 4 + (seed + 1) * 7_919L % mostMegabytes;
    return new DayTotal(
        day, name, new Carried(megabytes * 1_000_003, megabytes * (seed % 5 + 4) * 12_347));
  }

  /** A desktop with a tray, as most have. */
  private record Panel() implements TrayDesktop {
    @Override
    public Tray open(TrayFace face, TrayListener listener) {
      return TrayDesktop.NONE.open(face, listener);
    }

    @Override
    public boolean shows() {
      return true;
    }
  }

  /** Settings that nobody understands, at a place as on a user's computer. */
  private record Damaged(SettingsStore store) implements SettingsStore {
    @Override
    public Settings read() throws IOException {
      throw new DamagedSettingsException(
          Path.of("/home/anna/.config/culvert/settings.json"),
          new MalformedMessageException("it is damaged"));
    }

    @Override
    public void change(UnaryOperator<Settings> change) throws IOException {
      store.change(change);
    }

    @Override
    public Optional<Path> change(UnaryOperator<Settings> change, Settings instead)
        throws IOException {
      return store.change(change, instead);
    }
  }
}
