/**
 * Makes control packets arrive, once and in order: acknowledgements, resends, reorder window (wire
 * reference 2). Time is an argument; packets leave through an {@code Emitter}.
 *
 * <p>Below: {@code wire}. Above: {@code control}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.reliable;
