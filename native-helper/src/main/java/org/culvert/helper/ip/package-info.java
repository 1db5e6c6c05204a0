/**
 * IP, TCP and UDP headers over byte arrays: their checksums, cutting what the kernel hands over in
 * one piece, and joining what it takes in one. No input or output, no allocation per packet; each
 * object belongs to one thread.
 *
 * <p>Above: the data path and TUN devices. Below: nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.ip;
