/** What a Linux machine offers and lacks for tunnels, in sentences. */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.doctor;
