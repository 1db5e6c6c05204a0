package org.culvert.helper.runner;

import java.util.List;
import org.culvert.core.api.Response.Finding;

/** Looks at this machine for {@code culvert doctor}, leaves it as it was, may take a second. */
@FunctionalInterface
public interface MachineDoctor {
  /** What was found, in the order in which it is told. */
  List<Finding> findings();
}
