/**
 * Links, addresses and routes over rtnetlink, and with them the machine's network as the port of
 * {@code helper.host}. Owns the journal of the changes that would outlive the process. Above it
 * lies the platform; below it {@code linux.tun}, {@code linux.udp}, {@code linux.tcp}, {@code
 * linux.echo} and {@code linux.sys}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.net;
