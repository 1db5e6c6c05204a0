package org.culvert.helper.linux.sys;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An open {@code /dev/net/tun} that is attached to a device made for it, non-blocking, one frame a
 * call: an IP packet, behind a virtio header if that was asked for, and never a packet-information
 * header. The device vanishes with {@link #close}.
 *
 * <pre>
 * struct ifreq { char name[16]; short flags; … }    40 bytes
 * </pre>
 */
public final class TunFile implements AutoCloseable {
  /** Where the driver is reached. */
  public static final String PATH = "/dev/net/tun";

  private static final int O_RDWR = 2;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_CLOEXEC = 0x80000;
  private static final long TUNSETIFF = 0x400454caL;
  private static final int IFREQ_SIZE = 40;
  private static final int IFNAMSIZ = 16;
  private static final short IFF_TUN = 0x0001;
  private static final short IFF_NO_PI = 0x1000;
  private static final short IFF_VNET_HDR = 0x4000;

  // What is read may lack its checksum and hold several segments, and so may what is written.
  private static final long TUNSETOFFLOAD = 0x400454d0L;
  private static final long TUN_F_CSUM = 0x01;
  private static final long TUN_F_TSO = 0x02 | 0x04 | 0x08; // IPv4, IPv6, ECN
  private static final long TUN_F_USO = 0x20 | 0x40; // IPv4, IPv6

  /** Refuse a device that exists already, even an unused persistent one. */
  private static final short IFF_TUN_EXCL = (short) 0x8000;

  private final Fd fd;
  private final String name;
  private final ArrayIo reader = new ArrayIo();
  private final ArrayIo writer = new ArrayIo();

  private TunFile(Fd fd, String name) {
    this.fd = fd;
    this.name = name;
  }

  /**
   * Makes a device in the network namespace of the calling thread.
   *
   * @param name the name; a {@code %d} in it is replaced by the first free number
   * @param virtioHeader whether frames have one
   * @throws SysException with EBUSY when the name is taken
   */
  public static TunFile create(String name, boolean virtioHeader) throws IOException {
    Fd fd = open();
    try {
      NativeMemory request = NativeMemory.allocate(IFREQ_SIZE);
      byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
      if (bytes.length == 0 || bytes.length >= IFNAMSIZ) {
        throw new SysException("device name " + name, Errno.EINVAL);
      }
      request.buffer().put(0, bytes);
      int flags = IFF_TUN | IFF_NO_PI | IFF_TUN_EXCL | (virtioHeader ? IFF_VNET_HDR : 0);
      request.buffer().putShort(IFNAMSIZ, (short) flags);
      SysException.check(
          LibC.ioctl(fd.number(), TUNSETIFF, request.buffer()), "make TUN device " + name);
      return new TunFile(fd, nameIn(request.buffer()));
    } catch (IOException e) {
      fd.close();
      throw e;
    }
  }

  /** Opens and closes the driver's file: the exception says why TUN devices cannot be made. */
  public static void probe() throws IOException {
    open().close();
  }

  private static Fd open() throws SysException {
    return new Fd(
        SysException.check(LibC.open(PATH, O_RDWR | O_NONBLOCK | O_CLOEXEC), "open " + PATH));
  }

  private static String nameIn(ByteBuffer request) {
    int length = 0;
    while (length < IFNAMSIZ && request.get(length) != 0) {
      length++;
    }
    byte[] bytes = new byte[length];
    request.get(0, bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** The name that the kernel gave. */
  public String name() {
    return name;
  }

  /** For {@link Readiness}. */
  public Fd fd() {
    return fd;
  }

  /**
   * Lets the machine put several TCP segments into a frame, and UDP datagrams too if {@code udp};
   * returns whether it can. Only with virtio headers.
   */
  public boolean joinSegments(boolean udp) {
    long wanted = TUN_F_CSUM | TUN_F_TSO | (udp ? TUN_F_USO : 0);
    return LibC.ioctl(fd.number(), TUNSETOFFLOAD, wanted) == 0;
  }

  /**
   * Reads one frame; of a longer one than there is room for, the beginning. Returns its length, or
   * −errno (−EAGAIN when there is none). For one thread at a time, as is {@link #write}.
   */
  public int read(byte[] target, int offset, int room) {
    return reader.read(fd, target, offset, room);
  }

  /** Writes one frame. Returns the length, or −errno. */
  public int write(byte[] source, int offset, int length) {
    return writer.write(fd, source, offset, length);
  }

  @Override
  public void close() {
    fd.close();
  }
}
