/**
 * What this machine offers a tunnel, as the helper and we see it. Below: the helper's client, the
 * words for problems.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.doctor;
