/**
 * What crosses the local socket between the helper and its clients: requests, responses, events and
 * the values in them. A leaf: knows nothing of the rest of the core, and nothing of JSON.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.api;
