/**
 * The way to the helper: requests and answers, and the stream of events. Knows the local socket and
 * the messages, nothing of windows or of the command line.
 *
 * <p>Above: command line and state. Below: {@code core.api} and its JSON.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.client;
