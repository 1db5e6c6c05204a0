package org.culvert.core.api;

/** Which data path the user wants. */
public enum DataPathChoice {
  AUTO,
  KERNEL,
  USERSPACE
}
