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
import org.culvert.core.api.MachineCode;
import org.culvert.core.api.Response.Finding;
import org.culvert.core.plan.IpPrefix;
import org.culvert.helper.host.Hold;
import org.culvert.helper.host.HostFirewall;
import org.culvert.helper.host.Passage;
import org.culvert.helper.linux.names.NamesPastBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Blocks by one nftables table of ours, which is replaced whole in one transaction.
 *
 * <p>The journal is written before the table and loses its line after it. So there may be a line
 * without a table, of which the next start makes one again, never a table that nobody knows of.
 */
public final class LinuxFirewall implements HostFirewall {
  static final String NO_NFT = "it needs nft, which is not there; install the package nftables";

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

  /** Neither that nothing stands, nor any rules. */
  private static final String UNKNOWN = "unknown";

  private final Kernel kernel;
  private final BlockJournal journal;
  private final LocalNetworks networks;
  private final RuleWatch.Maker watches;
  private final NamesPastBlock names = new NamesPastBlock(NftRules.MARK);
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Hold, Passage> passages = new LinkedHashMap<>();
  private String standing = "";
  private Optional<RuleWatch> watch = Optional.empty();

  /** For whoever must not wait for the lock. */
  private volatile List<Hold> blocking = List.of();

  /** Why the rules that are wanted do not stand. */
  private volatile Optional<String> notSet = Optional.empty();

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

  /** For the doctor, which anybody may ask: names nobody. Changes nothing. */
  public Finding finding() {
    Optional<String> why = notSet;
    if (why.isPresent()) {
      return Finding.of(MachineCode.BLOCK_FAILS, why.get());
    }
    if (!blocking.isEmpty()) {
      return Finding.of(MachineCode.BLOCKING);
    }
    if (kernel.obstacle().isPresent()) {
      return Finding.of(MachineCode.NFT_MISSING);
    }
    return foreign()
        ? Finding.of(MachineCode.TABLE_LEFT, NftRules.TABLE)
        : Finding.of(MachineCode.CAN_BLOCK);
  }

  private boolean foreign() {
    lock.lock();
    try {
      return standing.isEmpty() && kernel.has(NftRules.TABLE);
    } catch (IOException e) {
      return false;
    } finally {
      lock.unlock();
    }
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
      if (!NftRules.canName(device) && (passage.blocks() || !blocking.isEmpty())) {
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
        if (!before.isEmpty() || standing.isEmpty()) {
          // Nothing has changed, so nothing is to be undone later that was not before.
          strike(after, before);
        }
        throw e;
      }
      passages.clear();
      passages.putAll(next);
      blocking = after.stream().map(Block::hold).toList();
      strike(before, after);
    } finally {
      lock.unlock();
    }
  }

  /** A line too many is no failure: it makes the next start block once more than is wanted. */
  private void strike(List<Block> noted, List<Block> wanted) {
    try {
      journal.remove(noted.stream().filter(block -> !wanted.contains(block)).toList());
    } catch (IOException e) {
      LOG.warn("{} keeps a block that is over", BlockJournal.NAME, e);
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
        notSet = Optional.empty();
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

  private void watch() throws IOException {
    if (watch.isEmpty()) {
      watch = Optional.of(watches.start(this::look));
    }
  }

  private void run(String rules) throws IOException {
    watch();
    try {
      kernel.run(rules);
    } catch (IOException e) {
      doubt();
      throw e;
    }
    standing = rules;
    notSet = Optional.empty();
  }

  /** What was killed because it took too long may have done its work all the same. */
  private void doubt() {
    try {
      if (standing.isEmpty() && kernel.has(NftRules.TABLE)) {
        kernel.run(NftRules.none());
      } else if (!standing.isEmpty()) {
        standing = UNKNOWN;
      }
    } catch (IOException e) {
      LOG.error("rules of the kill switch are left that nobody wants", e);
      standing = UNKNOWN;
    }
  }

  /**
   * Somebody changed rules or the machine's networks: puts back what is wanted, as it is right now.
   * Called by the watch.
   *
   * @param rules whether rules may have been changed, perhaps ours
   * @return whether all that is wanted stands
   */
  boolean look(boolean rules) {
    lock.lock();
    try {
      if (standing.isEmpty()) {
        return true;
      }
      boolean gone = rules && !kernel.has(NftRules.TABLE);
      if (gone || notSet.isPresent()) {
        standing = UNKNOWN;
      }
      put(passages.values());
      if (gone) {
        LOG.warn("Somebody removed the rules of the kill switch; they are set again");
      }
      return true;
    } catch (IOException e) {
      notSet(e);
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** It is tried again twice a second, and logged once. */
  private void notSet(IOException e) {
    if (notSet.isEmpty()) {
      LOG.error("the rules of the kill switch cannot be set", e);
    }
    notSet = Optional.of(String.valueOf(e.getMessage()));
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
    return notSet.map(why -> "the rules of the kill switch cannot be set: " + why);
  }

  @Override
  public boolean canLookUp() {
    return names.asksSomebody();
  }

  @Override
  public InetAddress[] lookUp(String name) throws UnknownHostException {
    return blocking().isEmpty() ? InetAddress.getAllByName(name) : names.all(name);
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
      standing = UNKNOWN;
      try {
        watch();
        run(NftRules.of(passages.values(), networks.now()));
      } catch (IOException e) {
        // What stands goes on, and a helper that does not start could never end it.
        notSet(e);
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
