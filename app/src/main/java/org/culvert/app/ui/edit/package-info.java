/**
 * The editor of a profile: what its text looks like, what is wrong with it, and the way back into
 * the store. Above: the sheet. Below: {@code app.edit}, and JavaFX's text area for code.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.edit;
