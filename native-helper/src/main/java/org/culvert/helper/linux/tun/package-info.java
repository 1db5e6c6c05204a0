/** TUN devices of Linux behind the path's {@code TunDevice}. Below it lies {@code linux.sys}. */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.tun;
