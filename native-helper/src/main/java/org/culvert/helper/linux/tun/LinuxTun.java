package org.culvert.helper.linux.tun;

import java.io.IOException;
import java.util.Optional;
import org.culvert.helper.host.DeviceName;
import org.culvert.helper.ip.VirtioHeader;
import org.culvert.helper.linux.port.OffloadStep;
import org.culvert.helper.linux.port.Passage;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.Readiness;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.linux.sys.TunFile;
import org.culvert.helper.linux.sys.Wakeup;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.TunDevice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TUN device, one frame a system call: with offloads a frame is up to 64 KiB of one flow. */
public final class LinuxTun implements TunDevice {
  private static final Logger LOG = LoggerFactory.getLogger(LinuxTun.class);
  private static final String FREE_NAME = "culvert%d";
  private static final int LARGEST_FRAME = VirtioHeader.LENGTH + LARGEST_PACKET;

  private final TunFile file;
  private final boolean virtioHeader;
  private final boolean joinsUdp;
  private final Wakeup wakeup;
  private final Readiness readable;
  private final Passage reading = new Passage();
  private final Passage writing = new Passage();
  private volatile boolean closed;

  private LinuxTun(TunFile file, boolean virtioHeader, boolean joinsUdp, Wakeup wakeup) {
    this.file = file;
    this.virtioHeader = virtioHeader;
    this.joinsUdp = joinsUdp;
    this.wakeup = wakeup;
    this.readable = Readiness.toRead(file.fd(), wakeup);
  }

  /**
   * Makes a device in the calling thread's network namespace, down and without addresses. Of what
   * {@code step} allows it offers as much as the kernel can.
   */
  public static LinuxTun open(Optional<String> wantedName, OffloadStep step) throws IOException {
    boolean virtioHeader = step == OffloadStep.SEGMENTS;
    TunFile file = create(wantedName, virtioHeader);
    try {
      boolean udp = virtioHeader && file.joinSegments(true);
      if (virtioHeader && !udp && !file.joinSegments(false)) {
        LOG.info("{}: the kernel joins no segments", file.name());
      }
      return new LinuxTun(file, virtioHeader, udp, new Wakeup());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static TunFile create(Optional<String> wantedName, boolean virtioHeader)
      throws IOException {
    if (wantedName.isPresent()) {
      DeviceName.require(wantedName.get());
    }
    try {
      return TunFile.create(wantedName.orElse(FREE_NAME), virtioHeader);
    } catch (SysException e) {
      throw switch (e.errno()) {
        case Errno.EBUSY, Errno.EEXIST, Errno.EINVAL ->
            DeviceName.taken(wantedName.orElse(FREE_NAME));
        case Errno.EPERM, Errno.EACCES ->
            new IOException("making a TUN device needs CAP_NET_ADMIN; run the helper as root", e);
        case Errno.ENOENT, Errno.ENODEV, Errno.ENXIO ->
            new IOException("this machine has no TUN driver; try: modprobe tun", e);
        default -> e;
      };
    }
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public boolean hasVirtioHeader() {
    return virtioHeader;
  }

  @Override
  public boolean joinsUdp() {
    return joinsUdp;
  }

  @Override
  public int read(byte[] target, int offset) throws IOException {
    reading.enter();
    try {
      ensureOpen();
      while (true) {
        int length = file.read(target, offset, Math.min(target.length - offset, LARGEST_FRAME));
        if (length >= 0) {
          return length;
        }
        if (-length == Errno.EAGAIN) {
          return 0;
        }
        if (-length != Errno.EINTR) {
          throw new SysException("read from " + name(), -length);
        }
      }
    } finally {
      reading.leave();
    }
  }

  @Override
  public void await() throws IOException {
    reading.enter();
    try {
      ensureOpen();
      readable.await();
      if (wakeup.signalled()) {
        wakeup.clear();
      }
      ensureOpen();
    } finally {
      reading.leave();
    }
  }

  @Override
  public boolean write(byte[] source, int offset, int length) throws IOException {
    writing.enter();
    try {
      ensureOpen();
      int written = file.write(source, offset, length);
      if (-written == Errno.EBADFD || -written == Errno.EBADF) {
        throw new SysException("write to " + name(), -written);
      }
      return written >= 0;
    } finally {
      writing.leave();
    }
  }

  private void ensureOpen() throws PathClosedException {
    if (closed) {
      throw new PathClosedException(name());
    }
  }

  @Override
  public void wakeup() {
    wakeup.signal();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    wakeup.signal();
    reading.awaitEmpty();
    writing.awaitEmpty();
    file.close();
    wakeup.close();
  }
}
