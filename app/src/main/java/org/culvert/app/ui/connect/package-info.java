/**
 * The selected profile: its state, the button that changes it, and what was negotiated. Above: the
 * shell. Below: the app's state, the helper's client.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.connect;
