/**
 * The user's profiles on disk, and how they get there. A stored profile is one text that needs no
 * other file.
 *
 * <p>Above: command line and window. Below: {@code core.profile}, which reads profiles, and {@code
 * core.api} for the problems that are told.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.profiles;
