/**
 * How a Linux machine looks up names, behind the port {@code HostDns}: systemd-resolved, resolvconf
 * or a file, whichever this machine goes by. What would outlive the process is in a journal first.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.dns;
