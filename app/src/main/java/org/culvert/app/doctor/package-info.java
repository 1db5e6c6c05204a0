/** What this machine offers a tunnel, as the helper and we see it. Below: the helper's client. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.doctor;
