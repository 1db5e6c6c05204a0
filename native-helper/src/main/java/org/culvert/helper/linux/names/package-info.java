/** Looks names up past a block. Above: the firewall. Below: sockets. */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.names;
