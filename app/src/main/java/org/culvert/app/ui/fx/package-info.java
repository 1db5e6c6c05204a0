/**
 * What all views share: the one door to the JavaFX thread, what gives nodes their marks, the theme.
 * Above: the views. Below: JavaFX.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.fx;
