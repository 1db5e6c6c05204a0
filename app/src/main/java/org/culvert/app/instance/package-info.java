/**
 * One window for a user: who starts Culvert again is led to it. A Unix socket in the user's runtime
 * folder, so that it needs no desktop's bus.
 *
 * <p>Above: {@code app.main}, and the window, which opens to visitors. Below: {@code files}, and
 * the JSON of {@code core.api.json}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.instance;
