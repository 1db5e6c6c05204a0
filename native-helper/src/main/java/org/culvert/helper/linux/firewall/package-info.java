/**
 * The port {@code HostFirewall} over nftables: the text of our one table, its journal, and who puts
 * it back when others take it. Above: the platform. Below: {@code host}, and {@code linux.run} for
 * the program {@code nft}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.firewall;
