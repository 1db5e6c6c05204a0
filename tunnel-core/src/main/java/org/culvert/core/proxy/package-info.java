/**
 * Conversations with proxies, as functions: bytes come in, bytes go out, and in the end the proxy
 * carries our packets or a reason is known why not. Sockets and time belong to the caller.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.core.proxy;
