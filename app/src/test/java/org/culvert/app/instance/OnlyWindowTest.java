package org.culvert.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnlyWindowTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @TempDir private Path home = Path.of("");

  private final List<Visit> visits = new CopyOnWriteArrayList<>();
  private Optional<OnlyWindow> window = Optional.empty();

  @AfterEach
  void close() throws IOException {
    if (window.isPresent()) {
      window.get().close();
    }
  }

  private Path folder() {
    return home.resolve("run");
  }

  private OnlyWindow claim() throws IOException {
    window = OnlyWindow.claim(folder());
    return window.orElseThrow();
  }

  private void visit(String... files) throws Exception {
    new Visitor(folder(), PATIENT).visit(new Visit(List.of(files).stream().map(Path::of).toList()));
  }

  @Test
  void whoOnlyLooksForTheWindowDisturbsNobody() throws Exception {
    Visitor visitor = new Visitor(folder(), PATIENT);
    assertFalse(visitor.findsSomebody());
    claim().open(visits::add);
    assertTrue(visitor.findsSomebody());
    visit("after");
    assertEquals(1, visits.size());
    window.orElseThrow().close();
    assertFalse(visitor.findsSomebody());
  }

  @Test
  void theFirstWindowIsTheOnlyOneAndHearsOfTheOthers() throws Exception {
    claim().open(visits::add);
    assertEquals(Optional.empty(), OnlyWindow.claim(folder()));

    visit("/a b.ovpn", "/ö/\"c\".zip");
    visit();
    Visit link = new Visit(List.of(), Optional.of("https://anna:secret@vpn.example.com/"));
    new Visitor(folder(), PATIENT).visit(link);
    assertEquals(
        List.of(
            new Visit(List.of(Path.of("/a b.ovpn"), Path.of("/ö/\"c\".zip"))), Visit.PLAIN, link),
        visits);
    assertFalse(link.toString().contains("secret"), link::toString);
  }

  @Test
  void whoRingsBeforeTheDoorIsOpenedIsHeardAfterwards() throws Exception {
    OnlyWindow only = claim();
    Thread early = Thread.ofVirtual().start(() -> assertVisits("/early.ovpn"));
    only.open(visits::add);
    early.join();
    assertEquals(1, visits.size());
  }

  private void assertVisits(String file) {
    try {
      visit(file);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anotherMayBeTheOnlyWindowWhenThisOneIsGone() throws Exception {
    claim().close();
    assertFalse(Files.exists(Meeting.socket(folder())));
    claim().open(visits::add);
    visit("/a");
    assertEquals(1, visits.size());
  }

  @Test
  void aSocketThatACrashLeftBehindIsInNobodysWay() throws Exception {
    Files.createDirectories(folder());
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(Meeting.socket(folder())))
        .close();
    assertTrue(Files.exists(Meeting.socket(folder())));
    claim().open(visits::add);
    visit("/a");
    assertEquals(1, visits.size());
  }

  @Test
  void onlyTheOwnerGetsToTheDoor() throws Exception {
    Files.createDirectories(folder());
    Files.setPosixFilePermissions(folder(), PosixFilePermissions.fromString("rwxrwxrwx"));
    claim();
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "{}\n", "{\"files\":\"/a\"}\n", "{\"files\":[\"\\u0000\"]}\n"})
  void whatIsNoVisitIsNotAnsweredAndChangesNothing(String line) throws Exception {
    claim().open(visits::add);
    try (SocketChannel door =
        SocketChannel.open(UnixDomainSocketAddress.of(Meeting.socket(folder())))) {
      door.write(ByteBuffer.wrap(line.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      assertEquals(-1, door.read(ByteBuffer.allocate(1)));
    }
    assertEquals(List.of(), visits);
    visit("/a");
    assertEquals(1, visits.size());
  }

  @Test
  void aWindowThatNeverAnswersIsGivenUp() throws Exception {
    claim();
    assertThrows(
        IOException.class,
        () -> new Visitor(folder(), Duration.ofMillis(200)).visit(new Visit(List.of())));
  }

  @Test
  void whereThereIsNoWindowTheReasonIsTold() {
    assertThrows(
        IOException.class,
        () -> new Visitor(folder(), Duration.ofMillis(100)).visit(new Visit(List.of())));
  }

  @Test
  void theyMeetInTheUsersRuntimeFolderOrWhereThereIsNoneInTheState() {
    assertEquals(
        Path.of("/run/user/7/culvert"),
        OnlyWindow.folder(Map.of("XDG_RUNTIME_DIR", "/run/user/7"), "/home/a"));
    assertEquals(Path.of("/home/a/.local/state/culvert"), OnlyWindow.folder(Map.of(), "/home/a"));
  }
}
