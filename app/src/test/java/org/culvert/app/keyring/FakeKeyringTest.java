package org.culvert.app.keyring;

/** The keyring that all other tests have is one. */
class FakeKeyringTest extends KeyringContract {
  private final FakeKeyring keyring = new FakeKeyring();

  @Override
  protected Keyring keyring() {
    return keyring;
  }
}
