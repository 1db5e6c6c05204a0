package org.culvert.helper.linux.net;

/**
 * A network device.
 *
 * @param index the kernel's number for it
 * @param up whether it is switched on
 * @param queueLength packets that may wait in it
 * @param ipv6 whether IPv6 is switched on for it
 */
record Link(int index, String name, int mtu, boolean up, int queueLength, boolean ipv6) {}
