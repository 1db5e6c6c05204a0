/**
 * Leaving: what to ask first, and what becomes of the tunnels. Above: the shell. Below: the state
 * and the client.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.quit;
