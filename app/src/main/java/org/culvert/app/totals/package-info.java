/**
 * How much each profile carried on each day: counted from what the helper tells, kept in one small
 * file of the user's, written as CSV for others.
 *
 * <p>Above: the window, and {@code app.main}, which says where the file is. Below: {@code state},
 * whose counters are added up; {@code files}; and the JSON of {@code core.api.json}.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.totals;
