package org.culvert.helper.linux.dns;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.DnsException;
import org.culvert.helper.host.HostDns.Applied;
import org.culvert.helper.linux.run.Program;

/**
 * The program resolvconf(8), Debian's or openresolv's: it merges what several links know. Run by
 * its fixed path, without a shell, with nothing of our environment; servers and domains go in by
 * its standard input.
 */
final class ResolvconfBackEnd implements BackEnd {
  private static final String WHERE = "resolvconf";
  private static final int PATIENCE_SECONDS = 10;

  /** Both programs are scripts. */
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9_.-]+");

  private final Path program;
  private final boolean debians;
  private final DnsJournal journal;
  private final Map<String, DnsChange.NamedRecord> records = new HashMap<>();

  /**
   * Names the program.
   *
   * @param debians whether it is Debian's, which knows no exclusive records
   */
  ResolvconfBackEnd(Path program, boolean debians, DnsJournal journal) {
    this.program = program;
    this.debians = debians;
    this.journal = journal;
  }

  @Override
  public Applied apply(String device, DnsPlan plan) throws IOException {
    PlainDns dns = PlainDns.of(plan, WHERE);
    if (dns.isNothing()) {
      release(device);
      return dns.applied(WHERE, List.of());
    }
    if (!HARMLESS.matcher(device).matches()) {
      throw new DnsException(
          "resolvconf cannot be told about a device named " + device,
          "Name the device in the profile's dev line with letters and digits only.");
    }
    // Debian's list of preferences has tun* before all that is not a tunnel.
    DnsChange.NamedRecord record = new DnsChange.NamedRecord("tun." + device);
    List<String> arguments = new ArrayList<>(List.of("-a", record.name()));
    if (!debians) {
      arguments.addAll(List.of("-m", "0"));
      if (!dns.servers().isEmpty()) {
        arguments.add("-x");
      }
    }
    journal.add(List.of(record));
    records.put(device, record);
    run(arguments, dns.lines().collect(Collectors.joining("\n", "", "\n")));
    return dns.applied(
        WHERE,
        debians && !dns.servers().isEmpty()
            ? List.of(
                "resolvconf asks the servers of other links when the tunnel's do not answer; with"
                    + " systemd-resolved or openresolv it would not")
            : List.of());
  }

  @Override
  public List<String> repair(String device) {
    // It is resolvconf that owns the file, and it keeps the records.
    return List.of();
  }

  @Override
  public void release(String device) throws IOException {
    DnsChange.NamedRecord record = records.get(device);
    if (record != null) {
      run(List.of("-d", record.name()), "");
      records.remove(device);
      journal.remove(List.of(record));
    }
  }

  @Override
  public List<String> undo(DnsChange change) throws IOException {
    if (!(change instanceof DnsChange.NamedRecord record)
        || !HARMLESS.matcher(record.name()).matches()) {
      return List.of();
    }
    run(List.of("-d", record.name()), "");
    return List.of("Removed resolvconf's record " + record.name() + ", left by an earlier run");
  }

  private void run(List<String> arguments, String input) throws IOException {
    try {
      new Program(program, PATIENCE_SECONDS).run(arguments, input);
    } catch (IOException e) {
      throw failed(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
  }

  private DnsException failed(String how) {
    return new DnsException(
        program + " failed: " + how,
        "Run it by hand to see what it lacks, or remove it if it is not wanted.");
  }
}
