package org.culvert.helper.linux.firewall;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.api.Response.Finding.Health;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.host.Passage;
import org.culvert.helper.linux.names.HostsFile;
import org.culvert.helper.linux.names.MarkedLookup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks by one nftables table of ours, which is replaced whole in one transaction.
 *
 * <p>The journal is written before the table and loses its line after it. So there may be a line
 * without a table, of which the next start makes one again, never a table that nobody knows of.
 */
public final class LinuxFirewall implements HostFirewall {
  static final String NO_NFT = "The kill switch needs nft: install the package nftables";

  /** The rest of a sentence about a name that is not found. */
  private static final String ALONE =
      "this machine asks only a resolver of its own for names, and what that asks others stays in"
          + " by the kill switch; put the server's address in the place of its name (remote)";

  private static final Logger LOG = LoggerFactory.getLogger(LinuxFirewall.class);

  /** Tells the networks that the machine is connected to directly. */
  @FunctionalInterface
  public interface LocalNetworks {
    /** Those without a gateway, our tunnels left out. */
    List<IpPrefix> now() throws IOException;
  }

  /** How rules get into the kernel. */
  interface Kernel {
    Optional<String> obstacle();

    void run(String commands) throws IOException;

    boolean has(String table) throws IOException;
  }

  private final Kernel kernel;
  private final BlockJournal journal;
  private final LocalNetworks networks;
  private final RuleWatch.Maker watches;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Hold, Passage> passages = new LinkedHashMap<>();
  private String standing = "";
  private Optional<RuleWatch> watch = Optional.empty();

  /** For whoever must not wait for the lock. */
  private volatile List<Hold> blocking = List.of();

  private volatile Optional<String> trouble = Optional.empty();

  LinuxFirewall(
      Kernel kernel, BlockJournal journal, LocalNetworks networks, RuleWatch.Maker watches) {
    this.kernel = kernel;
    this.journal = journal;
    this.networks = networks;
    this.watches = watches;
  }

  /** The firewall of this network namespace; {@code stateDirectory} is where its journal is. */
  public static LinuxFirewall open(Path stateDirectory, LocalNetworks networks) {
    return new LinuxFirewall(
        new NftKernel(), new BlockJournal(stateDirectory), networks, RuleWatch::start);
  }

  private static final class NftKernel implements Kernel {
    @Override
    public Optional<String> obstacle() {
      return Nft.find().isPresent() ? Optional.empty() : Optional.of(NO_NFT);
    }

    @Override
    public void run(String commands) throws IOException {
      Nft.run(commands);
    }

    @Override
    public boolean has(String table) throws IOException {
      return Nft.has(table);
    }
  }

  /** For the doctor. Changes nothing. */
  public static Finding finding() {
    return Nft.find()
        .map(path -> new Finding("kill switch", Health.GOOD, path + " can block traffic", ""))
        .orElseGet(
            () ->
                new Finding(
                    "kill switch",
                    Health.NOTE,
                    "There is no nft, so that the kill switch cannot be used",
                    "Install the package nftables, if you want it."));
  }

  @Override
  public Optional<String> obstacle() {
    return kernel.obstacle();
  }

  @Override
  public OptionalInt mark() {
    return OptionalInt.of(NftRules.MARK);
  }

  @Override
  public void admit(Hold hold, Passage passage) throws IOException {
    for (String device : passage.devices()) {
      if (!NftRules.canName(device)) {
        throw new IOException(
            "the rules of nft cannot name the device " + device + "; give it another one (dev)");
      }
    }
    change(hold, Optional.of(passage));
  }

  @Override
  public void lift(Hold hold) throws IOException {
    change(hold, Optional.empty());
  }

  private void change(Hold hold, Optional<Passage> wanted) throws IOException {
    lock.lock();
    try {
      Map<Hold, Passage> next = new LinkedHashMap<>(passages);
      wanted.ifPresentOrElse(passage -> next.put(hold, passage), () -> next.remove(hold));
      List<Block> before = journal.read();
      List<Block> after = blocks(next);
      journal.add(after);
      try {
        put(next.values());
      } catch (IOException e) {
        // Nothing has changed, so nothing is to be undone later that was not before.
        journal.remove(after.stream().filter(block -> !before.contains(block)).toList());
        throw e;
      }
      journal.remove(before.stream().filter(block -> !after.contains(block)).toList());
      passages.clear();
      passages.putAll(next);
      blocking = after.stream().map(Block::hold).toList();
    } finally {
      lock.unlock();
    }
  }

  private static List<Block> blocks(Map<Hold, Passage> all) {
    List<Block> blocks = new ArrayList<>();
    all.forEach(
        (hold, passage) -> {
          if (passage.blocks()) {
            blocks.add(Block.of(hold, passage));
          }
        });
    return blocks;
  }

  /** Brings the kernel's rules to what the passages mean. */
  private void put(Collection<Passage> all) throws IOException {
    if (all.stream().noneMatch(Passage::blocks)) {
      if (!standing.isEmpty()) {
        kernel.run(NftRules.none());
        standing = "";
        trouble = Optional.empty();
        watch.ifPresent(RuleWatch::close);
        watch = Optional.empty();
      }
      return;
    }
    String rules = NftRules.of(all, networks.now());
    if (rules.equals(standing)) {
      return;
    }
    if (standing.isEmpty() && kernel.has(NftRules.TABLE)) {
      throw new IOException(
          "the table "
              + NftRules.TABLE
              + " is there already: another helper's kill switch holds; end that one, or remove"
              + " it with nft delete table "
              + NftRules.TABLE);
    }
    run(rules);
  }

  private void run(String rules) throws IOException {
    if (watch.isEmpty()) {
      watch = Optional.of(watches.start(this::look));
    }
    kernel.run(rules);
    standing = rules;
    trouble = Optional.empty();
  }

  /**
   * Somebody changed rules or the machine's networks: puts back what is wanted, as it is right now.
   * Called by the watch.
   *
   * @param rules whether rules were changed, perhaps ours
   */
  void look(boolean rules) {
    lock.lock();
    try {
      if (standing.isEmpty()) {
        return;
      }
      boolean gone = rules && !kernel.has(NftRules.TABLE);
      String wanted = NftRules.of(passages.values(), networks.now());
      if (gone || trouble.isPresent() || !wanted.equals(standing)) {
        run(wanted);
      }
      if (gone) {
        LOG.warn("Somebody removed the rules of the kill switch; they are set again");
      }
    } catch (IOException e) {
      trouble = Optional.of("the rules of the kill switch cannot be set: " + e.getMessage());
      LOG.error("the rules of the kill switch cannot be set again", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean blocks(Hold hold) {
    return blocking().contains(hold);
  }

  @Override
  public List<Hold> blocking() {
    return blocking;
  }

  @Override
  public Optional<String> trouble() {
    return trouble;
  }

  @Override
  public boolean canLookUp() {
    return resolvers().asksSomebody();
  }

  @Override
  public InetAddress[] lookUp(String name) throws UnknownHostException {
    if (blocking().isEmpty()) {
      return InetAddress.getAllByName(name);
    }
    List<InetAddress> found = HostsFile.ofThisMachine().all(name);
    if (found.isEmpty()) {
      found = resolvers().all(name);
    }
    return found.isEmpty() ? byTheSystem(name) : found.toArray(InetAddress[]::new);
  }

  /** It may know names without asking anybody outside. */
  private static InetAddress[] byTheSystem(String name) throws UnknownHostException {
    try {
      return InetAddress.getAllByName(name);
    } catch (UnknownHostException e) {
      if (resolvers().asksSomebody()) {
        throw e;
      }
      UnknownHostException alone = new UnknownHostException(name + ": " + ALONE);
      alone.initCause(e);
      throw alone;
    }
  }

  private static MarkedLookup resolvers() {
    return MarkedLookup.ofThisMachine(NftRules.MARK);
  }

  @Override
  public List<String> recover() throws IOException {
    lock.lock();
    try {
      List<Block> left = journal.read();
      if (left.isEmpty()) {
        return List.of();
      }
      left.forEach(block -> passages.put(block.hold(), block.closed()));
      blocking = List.copyOf(passages.keySet());
      try {
        run(NftRules.of(passages.values(), networks.now()));
      } catch (IOException e) {
        // What stands goes on, and a helper that does not start could never end it.
        standing = "unknown";
        trouble = Optional.of("the rules of the kill switch cannot be set: " + e.getMessage());
        LOG.error("the rules of the kill switch cannot be set again", e);
      }
      return left.stream()
          .map(
              block ->
                  "The kill switch of "
                      + block.hold().session()
                      + " ("
                      + block.hold().owner()
                      + ") still holds: traffic is blocked")
          .toList();
    } finally {
      lock.unlock();
    }
  }
}
