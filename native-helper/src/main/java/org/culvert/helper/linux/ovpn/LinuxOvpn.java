package org.culvert.helper.linux.ovpn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.culvert.core.api.PathReason;
import org.culvert.core.api.PathReasonCode;
import org.culvert.core.keys.DataCipher;
import org.culvert.helper.host.DeviceName;
import org.culvert.helper.linux.netlink.GenericFamilies;
import org.culvert.helper.linux.netlink.NetlinkAttributes;
import org.culvert.helper.linux.netlink.NetlinkConversation;
import org.culvert.helper.linux.netlink.NetlinkException;
import org.culvert.helper.linux.netlink.NetlinkRequest;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.NetlinkSocket;
import org.culvert.helper.path.kernel.KernelDevice;
import org.culvert.helper.path.kernel.KernelDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver of this machine. Devices are made in the network namespace of the calling thread; one
 * is in the journal before it exists and until it is gone.
 */
public final class LinuxOvpn implements KernelDriver {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxOvpn.class);

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path SYSCTL = Path.of("/proc/sys/net");

  private static final String NAME = "culvert";
  private static final int MOST_NAMES = 1_000;

  /** Far from the numbers that the kernel gives by itself. */
  private static final int FIRST_INDEX = 1_000_000;

  private static final int LAST_INDEX = 1_999_999_999;

  private static final int GET_LINK = 18;
  private static final int LINK_FIELDS = 16;
  private static final int IFLA_LINKINFO = 18;
  private static final int IFLA_INFO_KIND = 1;

  /** After which it is looked for missing ciphers again. */
  private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

  private final DeviceJournal journal;
  private final DriverSearch search;
  private final RandomGenerator random;
  private final String boot;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean tried;

  /** Those that the kernel is not known to have; the driver has AEAD ciphers only. */
  private final Set<DataCipher> unproven =
      Stream.of(DataCipher.values())
          .filter(DataCipher::isAead)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(DataCipher.class)));

  /** Why it has not the others, as it was found at a time of {@link System#nanoTime}. */
  private Map<DataCipher, PathReason> missing = Map.of();

  private long missingSince;

  /** Why the kernel takes nothing from this process, which no later attempt changes. */
  private Optional<PathReason> forbidden = Optional.empty();

  private LinuxOvpn(
      DeviceJournal journal, DriverSearch search, RandomGenerator random, String boot) {
    this.journal = journal;
    this.search = search;
    this.random = random;
    this.boot = boot;
  }

  /**
   * Asks the kernel nothing yet.
   *
   * @param stateDirectory where the journal is kept
   */
  public static LinuxOvpn open(Path stateDirectory, RandomGenerator random) throws IOException {
    return new LinuxOvpn(
        new DeviceJournal(stateDirectory),
        DriverSearch.ofThisMachine(),
        random,
        Files.readString(BOOT_ID, StandardCharsets.US_ASCII).strip());
  }

  @Override
  public Optional<PathReason> obstacle() {
    lock.lock();
    try {
      Optional<GenericFamilies.Family> family = search.find(GenericFamilies::find);
      if (family.isEmpty()) {
        return Optional.of(search.whyNone());
      }
      if (!family.get().commands().containsAll(OvpnRequests.COMMANDS)) {
        return Optional.of(PathReason.of(PathReasonCode.DRIVER_STRANGE, search.release()));
      }
      if (ignoresDeadRoutes()) {
        // A device of the driver's is without a carrier while it has no peer.
        return Optional.of(PathReason.of(PathReasonCode.DEAD_ROUTES));
      }
      if (!tried && forbidden.isEmpty()) {
        if (danger(false).isPresent()) {
          make(Optional.empty(), family.get()).close();
        } else {
          tryCiphers(family.get());
        }
        tried = true;
      }
      return forbidden;
    } catch (IOException e) {
      Optional<PathReason> reason = Optional.of(unusable(e));
      if (e.getCause() instanceof NetlinkException refused && refused.errno() == Errno.EPERM) {
        forbidden = reason;
      }
      return reason;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<PathReason> known() {
    lock.lock();
    try {
      return Stream.of(
              search.absence(GenericFamilies::find),
              Optional.of(PathReason.of(PathReasonCode.DEAD_ROUTES))
                  .filter(_ -> ignoresDeadRoutes()),
              forbidden)
          .flatMap(Optional::stream)
          .toList();
    } catch (IOException e) {
      return List.of(unusable(e));
    } finally {
      lock.unlock();
    }
  }

  /** Those that the kernel is not known to have. */
  private void tryCiphers(GenericFamilies.Family family) throws IOException {
    try (OvpnDevice trial = make(Optional.empty(), family)) {
      missing = new CipherTrial(random).refusals(unproven, trial);
      unproven.retainAll(missing.keySet());
      missingSince = System.nanoTime();
    }
  }

  @Override
  public Optional<PathReason> obstacle(DataCipher cipher) {
    lock.lock();
    try {
      // A module may have come meanwhile.
      if (unproven.contains(cipher) && (!missing.containsKey(cipher) || isOld(missingSince))) {
        tryCiphers(family());
      }
      return Optional.ofNullable(missing.get(cipher));
    } catch (IOException e) {
      return Optional.of(unusable(e));
    } finally {
      lock.unlock();
    }
  }

  private static PathReason unusable(IOException e) {
    return e instanceof ForbiddenException forbidden
        ? forbidden.reason()
        : PathReason.of(PathReasonCode.DRIVER_UNUSABLE, String.valueOf(e.getMessage()));
  }

  private static boolean isOld(long since) {
    return System.nanoTime() - since > RETRY_NANOS;
  }

  private GenericFamilies.Family family() throws IOException {
    return search
        .find(GenericFamilies::find)
        .orElseThrow(() -> new IOException(search.whyNone().sentence()));
  }

  private static boolean ignoresDeadRoutes() {
    return Stream.of("ipv4/conf/all", "ipv4/conf/default", "ipv6/conf/all", "ipv6/conf/default")
        .map(which -> SYSCTL.resolve(which).resolve("ignore_routes_with_linkdown"))
        .anyMatch(LinuxOvpn::isOne);
  }

  private static boolean isOne(Path file) {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII).strip().equals("1");
    } catch (IOException e) {
      return false; // a kernel without the switch does not do it
    }
  }

  @Override
  public Optional<PathReason> danger(boolean tcp) {
    return KnownCrash.of(search.release(), tcp);
  }

  @Override
  public KernelDevice open(Optional<String> wantedName) throws IOException {
    if (wantedName.isPresent()) {
      DeviceName.require(wantedName.get());
    }
    lock.lock();
    try {
      return make(wantedName, family());
    } finally {
      lock.unlock();
    }
  }

  private OvpnDevice make(Optional<String> wantedName, GenericFamilies.Family family)
      throws IOException {
    OvpnRequests requests = new OvpnRequests(family.id());
    OwnDevice own = wantedName.isPresent() ? makeNamed(wantedName.get()) : makeFree();
    NetlinkConversation conversation = null;
    OvpnNotices notices = null;
    try {
      conversation = new NetlinkConversation(NetlinkSocket.open(NetlinkSocket.GENERIC));
      // In a container a device can be made by whom the driver then refuses everything.
      conversation.dump(requests.listPeers(own.index()), "use the device " + own.name());
      notices = OvpnNotices.open(family);
      return new OvpnDevice(own, requests, conversation, notices, this::remove);
    } catch (IOException e) {
      if (notices != null) {
        notices.close();
      }
      if (conversation != null) {
        conversation.close();
      }
      remove(own);
      throw e instanceof NetlinkException refused && refused.errno() == Errno.EPERM
          ? new ForbiddenException(PathReasonCode.DRIVER_IN_CONTAINER, e)
          : e;
    }
  }

  private OwnDevice makeFree() throws IOException {
    for (int number = 0; number < MOST_NAMES; number++) {
      Optional<OwnDevice> made = makeIfFree(NAME + number);
      if (made.isPresent()) {
        return made.get();
      }
    }
    throw new IOException("the names culvert0 to culvert" + (MOST_NAMES - 1) + " are all taken");
  }

  private OwnDevice makeNamed(String name) throws IOException {
    return makeIfFree(name).orElseThrow(() -> DeviceName.taken(name));
  }

  /** Empty when there is a device of that name. */
  private Optional<OwnDevice> makeIfFree(String name) throws IOException {
    OwnDevice own = new OwnDevice(name, random.nextInt(FIRST_INDEX, LAST_INDEX), boot);
    journal.add(List.of(own));
    try (NetlinkConversation links = links()) {
      links.execute(OvpnRequests.newLink(name, own.index()), "make the kernel's device " + name);
      return Optional.of(own);
    } catch (NetlinkException e) {
      journal.remove(List.of(own));
      if (e.errno() == Errno.EEXIST) {
        return Optional.empty();
      }
      throw e.errno() == Errno.EPERM
          ? new ForbiddenException(PathReasonCode.DRIVER_NEEDS_ROOT, e)
          : e;
    } catch (IOException e) {
      remove(own); // the kernel may have made it, and answers late
      throw e;
    }
  }

  private static NetlinkConversation links() throws IOException {
    return new NetlinkConversation(NetlinkSocket.open(NetlinkSocket.ROUTE));
  }

  private void remove(OwnDevice own) {
    lock.lock();
    try {
      delete(own);
      journal.remove(List.of(own));
    } catch (IOException e) {
      LOG.error("the device {} could not be removed: {}", own.name(), e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  private static void delete(OwnDevice own) throws IOException {
    try (NetlinkConversation links = links()) {
      links.execute(OvpnRequests.deleteLink(own.index()), "remove the device " + own.name());
    } catch (NetlinkException e) {
      if (e.errno() != Errno.ENODEV) {
        throw e;
      }
    }
  }

  @Override
  public List<String> recover() throws IOException {
    lock.lock();
    try {
      List<OwnDevice> left = journal.read();
      List<String> removed = new ArrayList<>();
      for (OwnDevice device : left) {
        if (device.boot().equals(boot) && isThere(device)) {
          delete(device);
          removed.add("Removed device " + device.name() + ", left behind by an earlier run");
        }
      }
      journal.remove(left);
      return List.copyOf(removed);
    } finally {
      lock.unlock();
    }
  }

  /** Whether there is a device of the driver's with that number, whatever its name is now. */
  private static boolean isThere(OwnDevice device) throws IOException {
    NetlinkRequest request =
        new NetlinkRequest(GET_LINK, NetlinkRequest.ACK)
            .u16(0)
            .u16(0)
            .u32(device.index())
            .u32(0)
            .u32(0);
    try (NetlinkConversation links = links()) {
      return links.ask(request, "look up device " + device.name()).stream()
          .map(message -> message.attributes(LINK_FIELDS))
          .anyMatch(LinuxOvpn::isKind);
    } catch (NetlinkException e) {
      if (e.errno() == Errno.ENODEV) {
        return false;
      }
      throw e;
    }
  }

  private static boolean isKind(NetlinkAttributes link) {
    return link.nested(IFLA_LINKINFO)
        .flatMap(info -> info.text(IFLA_INFO_KIND))
        .filter(OvpnRequests.NAME::equals)
        .isPresent();
  }
}
