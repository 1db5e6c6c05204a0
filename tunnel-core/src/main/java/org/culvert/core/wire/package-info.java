/**
 * The layout of OpenVPN's packets: opcodes, session ids, control packets before any wrapping. Pure
 * values and bytes; no state, no keys.
 *
 * <p>A leaf: below it lies nothing, above it nearly everything.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.wire;
