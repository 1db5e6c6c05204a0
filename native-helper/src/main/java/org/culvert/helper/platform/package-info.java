/**
 * The ports of this machine as one value, picked once at start: the only place that names the
 * platforms.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.platform;
