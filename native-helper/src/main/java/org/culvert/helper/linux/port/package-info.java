/**
 * What the ports over UDP and TCP sockets have in common: waiting, waking, ending, and the options
 * that a profile asks for. Below it lies {@code linux.sys}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.port;
