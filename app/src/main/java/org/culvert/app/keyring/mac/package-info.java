/**
 * The keyring of macOS: generic passwords in the user's login keychain.
 *
 * <p>The calls are those of SecItem, on the keychain that is a file: the newer one, which syncs, is
 * for programs with an entitlement, and thus not for one that a JDK runs. The system lets the
 * program read a secret that stored it and asks its user for every other one; where a JDK runs
 * Culvert, that program is the JDK's {@code java}, with whatever else it runs.
 *
 * <p>Above: the wiring. Below: the frameworks Security and CoreFoundation behind {@code
 * KeychainApi}; references do not leave the package.
 *
 * @see <a href="https://developer.apple.com/documentation/technotes/tn3137-on-mac-keychains">On Mac
 *     keychain APIs and implementations</a>
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.keyring.mac;
