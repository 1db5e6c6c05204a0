package org.culvert.core.data;

/** The same with the native provider. */
class NativeDataChannelTest extends DataChannelTest {
  @Override
  Sources source() {
    return Sources.NATIVE;
  }
}
