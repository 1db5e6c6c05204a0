/**
 * The laboratory: the packaged helper and command line, driven as processes against OpenVPN servers
 * in network namespaces. Where the command line is not what is tested, its commands run in the
 * tests' own process. Needs root.
 *
 * <p>{@link org.culvert.app.lab.Lab} makes two hosts and stops what a test started; {@link
 * org.culvert.app.lab.OpenVpnServer}, {@link org.culvert.app.lab.HelperProcess} and {@link
 * org.culvert.app.lab.Cli} are what stands on them.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.lab;
