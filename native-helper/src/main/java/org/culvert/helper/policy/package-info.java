/**
 * Who is asking, and what they may ask for. Pure decisions: no socket, no session.
 *
 * <p>Each user of the machine sees and controls the sessions that they began, and no others. Root
 * is no exception: it could end the helper, but has no window onto other people's connections here.
 * Whoever reaches the socket may begin sessions.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.policy;
