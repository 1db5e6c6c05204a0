package org.culvert.helper.path;

/** A network device that a tunnel's addresses and routes belong to. Any thread may close it. */
public interface TunnelDevice extends AutoCloseable {
  /** The device's name, for example {@code culvert0}. */
  String name();

  /** Removes the device; twice is fine. */
  @Override
  void close();
}
