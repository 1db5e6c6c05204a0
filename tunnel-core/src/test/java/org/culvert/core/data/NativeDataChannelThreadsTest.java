package org.culvert.core.data;

/** The same with the native provider. */
class NativeDataChannelThreadsTest extends DataChannelThreadsTest {
  @Override
  Sources source() {
    return Sources.NATIVE;
  }
}
