/**
 * One file for whoever helps the user: what is known, without secrets. Above: the window and the
 * command line. Below: the helper's client, the doctor.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.diagnostics;
