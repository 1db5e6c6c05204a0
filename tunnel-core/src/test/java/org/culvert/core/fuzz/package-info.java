/**
 * Fuzzing of everything that strangers write: what is fed with arbitrary bytes, the limits that
 * hold for each input, and the replay of the committed inputs. The coverage-guided runs themselves
 * are started by {@code tunnel-core/fuzz/run}; docs/FUZZING.md keeps their results.
 */
package org.culvert.core.fuzz;
