/**
 * Echo requests (ICMP) of Linux behind the port {@code EchoPort}. Below it lies {@code linux.sys}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.echo;
