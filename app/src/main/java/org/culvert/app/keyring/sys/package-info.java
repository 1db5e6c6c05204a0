/**
 * Secrets outside the heap, for the calls of systems whose keyring is a library.
 *
 * <p>Above: the keyrings of Windows and macOS, which alone know JNA beside this. Below: JNA, which
 * loads its own library with the first use of it; on Linux there is none.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.keyring.sys;
