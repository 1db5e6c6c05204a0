package org.culvert.helper.linux.net;

import static org.culvert.helper.linux.net.Plans.prefix;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.culvert.helper.linux.net.KernelRoute.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RouteJournalTest {
  private static final KernelRoute SERVER =
      new KernelRoute(
          prefix("198.51.100.7/32"),
          Kind.UNICAST,
          2,
          Optional.of(InetAddress.ofLiteral("192.0.2.1")),
          Optional.of(InetAddress.ofLiteral("192.0.2.2")),
          0,
          KernelRoute.OURS);
  private static final KernelRoute NOWHERE =
      new KernelRoute(
          prefix("8000::/1"),
          Kind.UNREACHABLE,
          0,
          Optional.empty(),
          Optional.empty(),
          50,
          KernelRoute.OURS);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = directory.resolve("state/routes.journal");
  }

  private RouteJournal journal() {
    return new RouteJournal(directory.resolve("state"));
  }

  @Test
  void writesOneReadableLineForEachRoute() throws IOException {
    journal().add(List.of(SERVER, NOWHERE));
    assertEquals(
        List.of(
            "culvert routes 1",
            "unicast 198.51.100.7/32 device 2 gateway 192.0.2.1 source 192.0.2.2 metric 0",
            "unreachable 8000::/1 device 0 gateway - source - metric 50"),
        Files.readAllLines(file));
  }

  @Test
  void isReadByTheNextProcess() throws IOException {
    journal().add(List.of(SERVER, NOWHERE));
    assertEquals(List.of(SERVER, NOWHERE), journal().read());
  }

  @Test
  void keepsWhatAnEarlierProcessLeftWhenItAdds() throws IOException {
    journal().add(List.of(SERVER));
    journal().add(List.of(NOWHERE));
    assertEquals(List.of(SERVER, NOWHERE), journal().read());
  }

  @Test
  void vanishesWithItsLastRoute() throws IOException {
    RouteJournal journal = journal();
    journal.add(List.of(SERVER, NOWHERE));
    journal.remove(List.of(SERVER));
    assertEquals(List.of(NOWHERE), journal().read());
    journal.remove(List.of(NOWHERE));
    assertFalse(Files.exists(file));
  }

  @Test
  void makesNoFileForNothing() throws IOException {
    RouteJournal journal = journal();
    journal.add(List.of());
    journal.remove(List.of(SERVER));
    assertEquals(List.of(), journal.read());
    assertFalse(Files.exists(file));
  }

  @Test
  void notesNothingThatDidNotReachTheDisk() throws IOException {
    RouteJournal journal = journal();
    Files.createFile(file.getParent());
    assertThrows(IOException.class, () -> journal.add(List.of(SERVER)));
    Files.delete(file.getParent());
    journal.add(List.of(SERVER));
    assertEquals(List.of(SERVER), journal().read());
  }

  @Test
  void strikesNothingThatIsStillOnTheDisk() throws IOException {
    RouteJournal journal = journal();
    journal.add(List.of(SERVER, NOWHERE));
    Path aside = directory.resolve("aside");
    Files.move(file.getParent(), aside);
    Files.createFile(file.getParent());
    assertThrows(IOException.class, () -> journal.remove(List.of(SERVER)));
    Files.delete(file.getParent());
    Files.move(aside, file.getParent());
    journal.remove(List.of(SERVER));
    assertEquals(List.of(NOWHERE), journal().read());
  }

  @Test
  void skipsLinesThatMakeNoSense() throws IOException {
    journal().add(List.of(SERVER));
    Files.writeString(
        file, Files.readString(file) + "unicast host/1 x\nunicast a/1 b 1 c - d - e 1\n\n");
    assertEquals(List.of(SERVER), journal().read());
  }

  @Test
  void refusesTheFileOfAnotherVersion() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "culvert routes 2\n");
    assertThrows(IOException.class, () -> journal().read());
    assertThrows(IOException.class, () -> journal().add(List.of(SERVER)));
  }
}
