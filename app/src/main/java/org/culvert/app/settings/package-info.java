/**
 * What the user has chosen: for all profiles, for one of them, and how the window last looked. Kept
 * in one small file of the user's.
 *
 * <p>Above: the window, and {@code app.main}, which says where the file is. Below: {@code files},
 * the spans of {@code state}, and the JSON of {@code core.api.json}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.settings;
