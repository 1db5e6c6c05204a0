/**
 * The Linux calls of this program and nothing else: file descriptors, memory with named offsets,
 * error numbers. Above it lie the devices and sockets of {@code linux.tun}, {@code linux.udp},
 * {@code linux.tcp}, {@code linux.net} and {@code linux.ns}; below it only JNA, which no other
 * package uses. Structure layouts do not leave it; return codes leave it as exceptions or as
 * numbers that the method documents.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.sys;
