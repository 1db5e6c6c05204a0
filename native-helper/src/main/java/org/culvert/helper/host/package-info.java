/**
 * The machine's network as a port: a plan goes in, the machine looks like it or nothing has
 * changed. Every change that would outlive the process is in a journal first.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.host;
