/**
 * What a server says to us in text over the control channel: the messages, the push reply and its
 * options. Everything here comes from the other side and is treated as an attacker's: bounded,
 * typed or refused, and never put into a log unescaped. Opens nothing, changes nothing.
 *
 * <p>Above: session and plan. Below: {@code profile}, for what the user lets a server set, and
 * {@code api}, for {@code Secret}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.push;
