/**
 * The data path that the kernel carries (Linux 6.16 and later, driver {@code ovpn}), and the ports
 * that it needs from a platform.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.path.kernel;
