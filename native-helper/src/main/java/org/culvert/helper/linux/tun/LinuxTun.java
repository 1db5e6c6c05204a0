package org.culvert.helper.linux.tun;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.culvert.helper.host.DeviceName;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.PacketMemory;
import org.culvert.helper.linux.sys.Readiness;
import org.culvert.helper.linux.sys.SysException;
import org.culvert.helper.linux.sys.TunFile;
import org.culvert.helper.linux.sys.Wakeup;
import org.culvert.helper.path.PacketBatch;
import org.culvert.helper.path.PathClosedException;
import org.culvert.helper.path.TunDevice;

/**
 * A TUN device, one packet a system call. Reader and writer have a lock each, never contended while
 * the contract is kept: with it close waits until both are out of the kernel before the
 * descriptor's number can become somebody else's.
 */
public final class LinuxTun implements TunDevice {
  private static final String FREE_NAME = "culvert%d";
  private static final int LARGEST_PACKET = 65535;

  private final TunFile file;
  private final Wakeup wakeup;
  private final Readiness readable;
  private final PacketMemory incoming = new PacketMemory(LARGEST_PACKET);
  private final PacketMemory outgoing = new PacketMemory(LARGEST_PACKET);
  private final ReentrantLock reading = new ReentrantLock();
  private final ReentrantLock writing = new ReentrantLock();
  private volatile boolean closed;
  private boolean freed;

  private LinuxTun(TunFile file, Wakeup wakeup) {
    this.file = file;
    this.wakeup = wakeup;
    this.readable = Readiness.toRead(file.fd(), wakeup);
  }

  /** Makes a device in the calling thread's network namespace, down and without addresses. */
  public static LinuxTun open(Optional<String> wantedName) throws IOException {
    TunFile file = create(wantedName);
    try {
      return new LinuxTun(file, new Wakeup());
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static TunFile create(Optional<String> wantedName) throws IOException {
    if (wantedName.isPresent()) {
      DeviceName.require(wantedName.get());
    }
    try {
      return TunFile.create(wantedName.orElse(FREE_NAME));
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
  public int read(PacketBatch batch) throws IOException {
    reading.lock();
    try {
      while (true) {
        batch.clear();
        ensureOpen();
        boolean woken = wakeup.signalled();
        if (woken) {
          wakeup.clear();
          ensureOpen();
        }
        int count = readAvailable(batch);
        if (count > 0 || woken) {
          return count;
        }
        readable.await();
      }
    } finally {
      reading.unlock();
    }
  }

  private int readAvailable(PacketBatch batch) throws IOException {
    int count = 0;
    while (count < batch.capacity()) {
      int length = file.read(incoming);
      if (length >= 0) {
        // A packet longer than a slot means that somebody raised the device's MTU: dropped.
        if (length <= batch.maxPacket()) {
          incoming.get(batch.array(count), PacketBatch.HEADROOM, length);
          batch.set(count, PacketBatch.HEADROOM, length);
          count++;
        }
      } else if (-length == Errno.EAGAIN) {
        break;
      } else if (-length != Errno.EINTR) {
        throw new SysException("read from " + name(), -length);
      }
    }
    batch.setCount(count);
    return count;
  }

  @Override
  public int write(PacketBatch batch) throws IOException {
    writing.lock();
    try {
      ensureOpen();
      int taken = 0;
      for (int slot = 0; slot < batch.count(); slot++) {
        int length = batch.length(slot);
        outgoing.put(batch.array(slot), batch.offset(slot), length);
        int written = file.write(outgoing, length);
        if (written >= 0) {
          taken++;
          continue;
        }
        batch.refuse(slot);
        if (-written == Errno.EBADFD || -written == Errno.EBADF) {
          throw new SysException("write to " + name(), -written);
        }
      }
      return taken;
    } finally {
      writing.unlock();
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
  public void close() {
    closed = true;
    wakeup.signal();
    reading.lock();
    writing.lock();
    try {
      file.close();
      wakeup.close();
      if (!freed) {
        freed = true;
        incoming.close();
        outgoing.close();
      }
    } finally {
      writing.unlock();
      reading.unlock();
    }
  }
}
