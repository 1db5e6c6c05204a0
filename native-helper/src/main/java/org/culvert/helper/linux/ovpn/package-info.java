/**
 * Linux' driver {@code ovpn} (6.16 and later) over rtnetlink and generic netlink. "Kernel
 * reference" is the description of the driver's interface that this was built from; it is in
 * docs/KERNEL.md as far as it is needed here.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.ovpn;
