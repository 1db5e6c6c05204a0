/**
 * The keyring of Windows: the Credential Manager, whose secrets are encrypted for the user that is
 * logged on and readable by all of that user's programs.
 *
 * <p>Above: the wiring. Below: the library Advapi32 behind {@code CredentialApi}; structures do not
 * leave the package.
 *
 * @see <a href="https://learn.microsoft.com/en-us/windows/win32/api/wincred/">wincred.h</a>
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.keyring.windows;
