/**
 * What Culvert does by itself while it runs: it connects what is to be connected at its start, and
 * has tunnels connect again after a sleep. Above: the window, and the command that does without
 * one. Below: {@code client} and {@code state}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.unasked;
