/**
 * The data path as the session runner sees it, and the ports that the userspace path needs from a
 * platform.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.path;
