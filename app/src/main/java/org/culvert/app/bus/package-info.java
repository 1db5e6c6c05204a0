/**
 * The desktop's own bus, where there is one.
 *
 * <p>Above: what talks over it. Below: nothing.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.bus;
