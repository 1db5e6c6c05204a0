/** Messages to and from the kernel over netlink, and conversations of them; layouts only. */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.netlink;
