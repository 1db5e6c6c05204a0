package org.culvert.helper.ip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Feeds a {@link Coalescer} as the data path does, and takes away what it would write. */
final class Coalescing {
  /** What one write would be: a virtio header and a packet, made of so many packets and bytes. */
  static final class Write {
    private final byte[] bytes;
    private final int packets;
    private final int payload;

    Write(byte[] bytes, int packets, int payload) {
      this.bytes = bytes;
      this.packets = packets;
      this.payload = payload;
    }

    byte[] bytes() {
      return bytes;
    }

    byte[] virtio() {
      return Arrays.copyOf(bytes, VirtioHeader.LENGTH);
    }

    byte[] packet() {
      return Naive.slice(bytes, VirtioHeader.LENGTH);
    }

    int packets() {
      return packets;
    }

    /** The bytes of its packets as they came. */
    int payload() {
      return payload;
    }
  }

  private final Coalescer coalescer;
  private final int maxPacket;
  private final List<Write> writes = new ArrayList<>();

  Coalescing(int maxPacket, boolean udp) {
    this.coalescer = new Coalescer(maxPacket, udp);
    this.maxPacket = maxPacket;
  }

  static List<Write> of(byte[]... packets) {
    Coalescing coalescing = new Coalescing(9000, true);
    for (byte[] packet : packets) {
      coalescing.accept(packet);
    }
    return coalescing.flush();
  }

  Coalescing accept(byte[] packet) {
    if (coalescer.isFull()) {
      write();
    }
    put(packet);
    coalescer.accept(packet.length);
    return this;
  }

  /** Something that is no packet: only its bytes come. */
  Coalescing reject(byte[] bytes) {
    if (coalescer.isFull()) {
      write();
    }
    put(bytes);
    coalescer.reject();
    return this;
  }

  boolean isFull() {
    return coalescer.isFull();
  }

  /** All that was written since the last time. */
  List<Write> flush() {
    write();
    List<Write> all = List.copyOf(writes);
    writes.clear();
    return all;
  }

  private void put(byte[] bytes) {
    // A cipher may use all the room there is.
    byte[] array = coalescer.array();
    int place = coalescer.place();
    Arrays.fill(array, place, place + maxPacket + Coalescer.TAILROOM, (byte) 0xee);
    System.arraycopy(bytes, 0, array, place, bytes.length);
  }

  private void write() {
    int count = coalescer.finish();
    for (int i = 0; i < count; i++) {
      int offset = coalescer.offset(i);
      byte[] bytes = Arrays.copyOfRange(coalescer.array(), offset, offset + coalescer.length(i));
      writes.add(new Write(bytes, coalescer.packets(i), coalescer.bytes(i)));
    }
    coalescer.clear();
    assertEquals(0, coalescer.finish());
  }
}
