/**
 * Changing the text of a profile: what of it stays out of sight, and what is wrong with it now.
 * Above: window and command line. Below: the profile parser.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.edit;
