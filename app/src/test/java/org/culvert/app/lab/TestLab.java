package org.culvert.app.lab;

import java.io.IOException;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * A {@link Lab} as the static extension field of a test class: made before its tests, removed after
 * them, whatever happened. What a test starts is stopped after it, and what that printed becomes
 * part of the message when the test fails.
 */
final class TestLab extends Lab
    implements BeforeAllCallback,
        AfterEachCallback,
        AfterAllCallback,
        TestExecutionExceptionHandler {

  @Override
  public void beforeAll(ExtensionContext context) {
    open();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
    throw new AssertionError(failure.getMessage() + story(), failure);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stopAll();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    close();
  }
}
