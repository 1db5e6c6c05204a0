/**
 * The entry point of the privileged process: arguments, the wiring by hand, the end of it all.
 *
 * <p>Above: nothing. Below: everything else of the helper.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.main;
