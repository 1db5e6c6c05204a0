/** Network namespaces within this process: for the demo's far side, and for tests. */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.ns;
