/**
 * The entry point and the wiring by hand.
 *
 * <p>Above: nothing. Below: everything else of the app.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.main;
