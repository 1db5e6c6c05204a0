/** Other programs, run with nothing of our environment. */
@org.jspecify.annotations.NullMarked
package org.culvert.helper.linux.run;
