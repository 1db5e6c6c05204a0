/**
 * What the machine should look like while the tunnel is up, as one value, computed from the profile
 * and from what the server pushed. The pushed part is an attacker's: every value is parsed into an
 * address, a prefix or a number of a known range, or left out with a note. Changes nothing itself.
 *
 * <p>Above: session, and the helper, which applies plans. Below: {@code profile}, {@code push} and
 * {@code api}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.plan;
