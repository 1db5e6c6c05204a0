/**
 * The messages of {@code core.api} as JSON lines, and the JSON of the command line. The only
 * package that knows Jackson: its streaming parser and generator only, with every type and field
 * named by hand. Data binding by reflection would cost each start of the command line 0.25 s and
 * would open the packages of a privileged process to it.
 *
 * <p>Above: the helper's socket and the app's client. Below: {@code core.api}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.api.json;
