/**
 * systemd-resolved, by its D-Bus interface; the only place that knows the D-Bus library. Loaded
 * only on machines that go by systemd-resolved.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.dns.resolved;
