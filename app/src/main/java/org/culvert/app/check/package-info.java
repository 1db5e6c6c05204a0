/**
 * What the reader of profiles says, in the user's language. Below: the reader's codes and the
 * catalogue of directives.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.check;
