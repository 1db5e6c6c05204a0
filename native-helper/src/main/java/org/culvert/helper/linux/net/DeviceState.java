package org.culvert.helper.linux.net;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What we have put on the machine for one device, or have begun to: an entry is noted before the
 * kernel is asked, so that undoing needs no luck.
 */
final class DeviceState {
  final Set<LinkAddress> addresses = new LinkedHashSet<>();
  final Set<KernelRoute> routes = new LinkedHashSet<>();
}
