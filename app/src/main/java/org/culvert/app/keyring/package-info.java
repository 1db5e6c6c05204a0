/**
 * Where the desktop keeps its user's secrets: what the window and the command line need of it.
 *
 * <p>Above: both of them. Below: the secrets of the core's messages; one package for each desktop's
 * own keyring, which the wiring picks.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.keyring;
