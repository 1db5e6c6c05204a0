package org.culvert.core.api.json;

import org.culvert.core.api.Event;
import org.culvert.core.api.Request;
import org.culvert.core.api.Response;

/** One line on the local socket. */
public sealed interface Frame {
  /** From the client: {@code {"id":7,"request":{…}}}. Ids are not negative and rise. */
  record Call(long id, Request request) implements Frame {}

  /**
   * From the helper: {@code {"id":7,"response":{…}}}, not necessarily in the order of the calls.
   */
  record Answer(long id, Response response) implements Frame {}

  /** From the helper, unasked: {@code {"event":{…}}}. */
  record News(Event event) implements Frame {}
}
