/**
 * The demo server on this machine: a VPN peer whose inner side lives in a network namespace of its
 * own, with a page and an endless download behind it. Its outer side is a UDP port on loopback, so
 * nothing of the machine's network changes and nothing survives the process.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.demo;
