/**
 * The last known truth about the helper and its sessions, changed only by what the helper says.
 * Above: the view models. Below: {@code core.api}. Knows nothing of JavaFX; {@link
 * org.culvert.app.state.AppState} belongs to one thread, and {@link
 * org.culvert.app.state.EventInbox} is where other threads leave their news for it.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.state;
