package org.culvert.app.instance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.culvert.app.files.PrivateFiles;
import org.culvert.core.api.json.MalformedMessageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The claim to be the user's only window, and the socket at which later starts ring. The claim is a
 * lock, which goes with the process whatever happens: a socket that is left behind means nothing.
 */
public final class OnlyWindow implements Door, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OnlyWindow.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Path folder;
  private final FileChannel lock;
  private final ServerSocketChannel socket;

  private OnlyWindow(Path folder, FileChannel lock, ServerSocketChannel socket) {
    this.folder = folder;
    this.lock = lock;
    this.socket = socket;
  }

  /**
   * The place where a user's windows meet.
   *
   * @param accountHome the home directory of the user's account, where {@code HOME} names none
   */
  public static Path folder(Map<String, String> environment, String accountHome) {
    return Meeting.folder(environment, accountHome);
  }

  /** Becomes the only window; empty when another one is that already. */
  public static Optional<OnlyWindow> claim(Path folder) throws IOException {
    PrivateFiles.makeFolder(folder);
    FileChannel lock = PrivateFiles.open(Meeting.lock(folder));
    try {
      if (lock.tryLock() == null) {
        lock.close();
        return Optional.empty();
      }
      return Optional.of(new OnlyWindow(folder, lock, listen(Meeting.socket(folder))));
    } catch (OverlappingFileLockException e) {
      lock.close();
      return Optional.empty();
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static ServerSocketChannel listen(Path path) throws IOException {
    Files.deleteIfExists(path);
    ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      return socket.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public void open(Consumer<Visit> visitor) {
    Consumer<SocketChannel> welcome =
        ringing -> Thread.ofVirtual().name("visitor").start(() -> welcome(ringing, visitor));
    Thread.ofVirtual().name("door").start(new Welcoming<>(socket::accept, welcome, PAUSE)::run);
  }

  private void welcome(SocketChannel ringing, Consumer<Visit> visitor) {
    try (ringing) {
      if (Meeting.isOwner(ringing, folder)) {
        visitor.accept(Visit.ofLine(line(ringing)));
        ringing.write(ByteBuffer.wrap(new byte[] {Meeting.WELCOME}));
      }
    } catch (IOException e) {
      LOG.debug("a visit that was not understood", e);
    }
  }

  private static byte[] line(SocketChannel from) throws IOException, MalformedMessageException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer part = ByteBuffer.allocate(4096);
    while (line.size() <= Meeting.LONGEST && from.read(part.clear()) >= 0) {
      line.write(part.array(), 0, part.position());
      if (part.position() > 0 && part.get(part.position() - 1) == '\n') {
        return line.toByteArray();
      }
    }
    throw new MalformedMessageException("no line, or too long a one");
  }

  /** Another window may be the only one then. */
  @Override
  public void close() throws IOException {
    try (lock;
        socket) {
      Files.deleteIfExists(Meeting.socket(folder));
    }
  }
}
