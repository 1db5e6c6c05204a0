package org.culvert.helper.socket;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;

/**
 * The socket's file. A lock file beside it is held for the life of the process, so two helpers that
 * start together cannot both take the path, and a file without a lock is one that a dead helper
 * left.
 */
final class ListeningSocket implements AutoCloseable {
  private static final int BACKLOG = 64;

  private final Path path;
  private final LockFile lockFile;
  private final ServerSocketChannel channel;

  private ListeningSocket(Path path, LockFile lockFile, ServerSocketChannel channel) {
    this.path = path;
    this.lockFile = lockFile;
    this.channel = channel;
  }

  /**
   * Takes the path over.
   *
   * @throws IOException with a sentence for the user, for example when another helper is there
   */
  static ListeningSocket open(Path path) throws IOException {
    Path absolute = path.toAbsolutePath();
    Path folder = absolute.getParent();
    if (folder == null) {
      throw new IOException(path + " is no path for a socket");
    }
    Files.createDirectories(folder);
    LockFile lockFile = lock(absolute);
    try {
      refuseLive(absolute);
      Files.deleteIfExists(absolute);
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        // Born with the umask's rights, at most those that are set next: everybody may knock, the
        // kernel tells who it is.
        channel.bind(UnixDomainSocketAddress.of(absolute), BACKLOG);
        Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rw-rw-rw-"));
        return new ListeningSocket(absolute, lockFile, channel);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static LockFile lock(Path path) throws IOException {
    return LockFile.take(path.resolveSibling(path.getFileName() + ".lock"))
        .orElseThrow(() -> new IOException("another helper already answers at " + path));
  }

  /** A socket that answers although nobody holds the lock belongs to something else. */
  private static void refuseLive(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException(path + " exists and is no socket");
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // Where the queue of those who wait is full, a blocking one would wait there with them.
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
    } catch (ConnectException nobody) {
      return;
    } catch (SocketException queueIsFull) {
      // Whoever is behind it is alive.
    }
    throw new IOException("another program already answers at " + path);
  }

  /** The user that this process runs as. */
  UserPrincipal owner() throws IOException {
    return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
  }

  SocketChannel accept() throws IOException {
    return channel.accept();
  }

  /** Removes the socket; the lock file stays. */
  @Override
  public void close() throws IOException {
    try (lockFile) {
      Files.deleteIfExists(path);
      channel.close();
    }
  }
}
