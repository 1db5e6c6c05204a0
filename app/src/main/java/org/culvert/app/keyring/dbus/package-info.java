/**
 * The keyring of a Linux desktop, over the session's D-Bus: GNOME's, KDE's, KeePassXC and whatever
 * else speaks the Secret Service API.
 *
 * @see <a href="https://specifications.freedesktop.org/secret-service-spec/latest/">the
 *     specification</a>
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.keyring.dbus;
