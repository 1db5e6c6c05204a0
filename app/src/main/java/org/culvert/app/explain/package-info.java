/**
 * Problems in plain words: what happened, what it probably means, what to do; and why a data path
 * is taken. Above: the window and the command line. Below: the messages and the profile parser.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.explain;
