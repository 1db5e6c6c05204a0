/**
 * The list of profiles: search, import, removal with undo. Above: the shell. Below: the app's state
 * and a {@link org.culvert.app.ui.profiles.ProfileShelf} for the stored profiles.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.profiles;
