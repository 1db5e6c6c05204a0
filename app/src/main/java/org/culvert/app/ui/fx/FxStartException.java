package org.culvert.app.ui.fx;

/** JavaFX cannot be started here, as where the display does not answer. */
public final class FxStartException extends Exception {
  private static final long serialVersionUID = 1L;

  FxStartException(Throwable cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
