/**
 * Sessions as the rest of the helper sees them: who has which, what they are doing, and who hears
 * of it. The registry owns names, owners, kept log lines and the fan-out of events; the engine of a
 * session stands behind {@link org.culvert.helper.runner.SessionFactory}.
 *
 * <p>Above: the local socket and the wiring. Below: the messages of {@code core.api}, and for the
 * engine the session of the core and the ports {@code path} and {@code host}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.runner;
