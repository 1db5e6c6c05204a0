package org.culvert.core.data;

/** The same with the native provider. */
class NativeEpochTest extends EpochTest {
  @Override
  Sources source() {
    return Sources.NATIVE;
  }
}
