/**
 * From the text of an {@code .ovpn} file to an immutable {@link org.culvert.core.profile.Profile},
 * with every directive accounted for. Opens no file: referenced files come through a port.
 *
 * <p>Above: session, plan and the app. Below: only {@code api}, for {@code Secret}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.profile;
