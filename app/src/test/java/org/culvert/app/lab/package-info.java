/**
 * The laboratory: the packaged launchers, driven as processes against Debian's OpenVPN server in
 * network namespaces. Knows the command line's contract and nothing of the code. Needs root.
 *
 * <p>{@link org.culvert.app.lab.Lab} makes two hosts and stops what a test started; {@link
 * org.culvert.app.lab.OpenVpnServer}, {@link org.culvert.app.lab.HelperProcess} and {@link
 * org.culvert.app.lab.Cli} are what stands on them.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.lab;
