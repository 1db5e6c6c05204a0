/** The pictures of every view in {@code docs/screenshots}, made anew by {@code build/pictures}. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.pictures;
