/** What the machine should look like while the tunnel is up, as one value. */
@org.jspecify.annotations.NullMarked
package org.culvert.core.plan;
