/**
 * Key material of the data channel: the random halves of a key exchange, the two ways to derive
 * keys, and their slicing (wire reference 5). Everything here is wiped by whoever closes it.
 *
 * <p>A leaf but for {@code wire} and {@code api}. Above: {@code control}, {@code data}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.keys;
