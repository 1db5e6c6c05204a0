package org.culvert.core.profile;

/** What there is to say of files, certificates and keys. */
public enum MaterialCode implements FindingCode {
  NO_BASE64("'{0}' is not base64", "Put the file's content there with: base64 FILE."),
  NO_PEM(
      "the file that '{0}' names is not in PEM form: it is binary",
      "Convert it to PEM with openssl."),
  CLOSING_TAG(
      "the file that '{0}' names contains a closing tag, with which it could add"
          + " lines to the profile",
      "Do not use this file: ask where it came from."),
  BLOCK_MISSING(
      "'{0}' announces a block, but there is none", "Add its content between <{0}> and </{0}>."),
  EMPTY_PLACE(
      "'{0}' is empty or still to be filled in; it counts as missing",
      "Ask the provider whether something has to be put there, or remove it."),
  HIDDEN_FOLDER("'{0}' names the folder {1}, which is hidden", Remedy.COPY_WITHOUT_DOT),
  HIDDEN_FILE("'{0}' names {1}, which is hidden", Remedy.COPY_WITHOUT_DOT),
  FOLDER_MISSING(
      "the folder {1}, named by '{0}', is not there or has more than {2} files",
      "Put it next to the profile and import the profile again."),
  FILES_TOO_LARGE(
      "the files that the profile names have more than {1} MiB together, with that of '{0}'",
      "Check that the profile names the right files, and each of them once."),
  FILE_ELSEWHERE(
      "'{0}' names a file outside of the profile's folder",
      "Copy the file next to the profile and write only its name."),
  INCLUDED_TOO_LARGE("the file {1} is too large", "Check that the profile names the right file."),
  FOUND_BESIDE("'{0}' names a path; the file {1} next to the profile is used", Remedy.NOTHING),
  MISSING_TO_IMPORT("the file {1}, named by '{0}', is not there", Remedy.IMPORT),
  MISSING("the file {1}, named by '{0}', is not there", Remedy.PUT_BESIDE),
  MISSING_OR_BLOCK("the file {1}, named by '{0}', is not there", Remedy.PUT_BESIDE_OR_PASTE),
  OUTSIDE_TO_IMPORT(
      "'{0}' names {2}, which is outside of the profile's folder and not read, and"
          + " there is no {1} next to the profile",
      Remedy.IMPORT),
  OUTSIDE(
      "'{0}' names {2}, which is outside of the profile's folder and not read, and"
          + " there is no {1} next to the profile",
      Remedy.PUT_BESIDE),
  OUTSIDE_OR_BLOCK(
      "'{0}' names {2}, which is outside of the profile's folder and not read, and"
          + " there is no {1} next to the profile",
      Remedy.PUT_BESIDE_OR_PASTE),
  CERTIFICATE_DAMAGED(
      "'{0}': certificate number {1} cannot be read: it is damaged", Remedy.NEW_PROFILE),
  CERTIFICATE_MISSING(
      "'{0}': there is no complete certificate in PEM form in it", Remedy.NEW_PROFILE),
  CA_EMPTY(
      "'{0}': it is empty or still to be filled in",
      "Put the CA's certificate there; if the server is known by peer-fingerprint"
          + " alone, remove it."),
  NOT_OF_A_CA(
      "'ca': the certificate {1} is not one of a CA",
      "It can only vouch for itself. If connecting fails, get the right CA"
          + " certificate from the server's administrator."),
  CA_EXPIRED("the CA's certificate {1} expired on {2}", Remedy.NEW_PROFILE_OR_CLOCK),
  CA_TOO_EARLY("the CA's certificate {1} is only valid from {2}", Remedy.CHECK_CLOCK),
  CA_WEAK_KEY(
      "the CA's certificate {1} has an {2} key of only {3} bits: it can be forged",
      Remedy.NEW_CERTIFICATES),
  CA_WEAK_SIGNATURE(
      "the CA's certificate {1} has a signature with {2}: it can be forged",
      Remedy.NEW_CERTIFICATES),
  CA_WEAK_BOTH(
      "the CA's certificate {1} has an {2} key of only {3} bits and a signature with"
          + " {4}: it can be forged",
      Remedy.NEW_CERTIFICATES),
  OWN_EXPIRED("your certificate {1} expired on {2}", Remedy.NEW_PROFILE_OR_CLOCK),
  OWN_TOO_EARLY("your certificate {1} is only valid from {2}", Remedy.CHECK_CLOCK),
  OWN_WEAK_KEY(
      "your certificate {1} has an {2} key of only {3} bits: it can be forged",
      Remedy.NEW_CERTIFICATES),
  OWN_WEAK_SIGNATURE(
      "your certificate {1} has a signature with {2}: it can be forged", Remedy.NEW_CERTIFICATES),
  OWN_WEAK_BOTH(
      "your certificate {1} has an {2} key of only {3} bits and a signature with"
          + " {4}: it can be forged",
      Remedy.NEW_CERTIFICATES),
  KEY_MISSING("'{0}': there is no complete private key in PEM form in it", Remedy.NEW_PROFILE),
  KEY_DAMAGED("'{0}': the private key cannot be read: it is damaged", Remedy.NEW_PROFILE),
  KEY_LOCKED("'key': the private key is locked with a passphrase", Remedy.ASKED_WHEN_CONNECTING),
  REVOCATIONS_EXPIRED(
      "'crl-verify': the revocation list of {1} expired on {2}, so no server will be" + " accepted",
      "Get a new list from the server's administrator."),
  REVOCATIONS_MISSING(
      "'{0}': there is no readable revocation list in PEM form in it", Remedy.NEW_PROFILE),
  NO_SERIALS("'{0}': it holds something else than serial numbers", "Import it again."),
  KEY_STORE(
      "'{0}' names a token or key store, which is not supported yet",
      "Get a profile that contains certificate and key."),
  NO_PKCS12(
      "'{0}': it is not a PKCS#12 file", "Get the file again from the server's administrator."),
  FIRST_LINE_EMPTY(
      "'{0}': the file's first line is empty", "Put the passphrase there, or name no file."),
  PKCS12_AND_OTHERS(
      "'{0}': it holds certificate and key, and the profile has others in cert and key",
      "Remove either pkcs12, or cert and key."),
  NO_CA(
      "the profile has no ca: nothing vouches for the server",
      "Get the CA's certificate from the server's administrator and name it with ca"
          + " FILE, or paste it between <ca> and </ca>."),
  REVOCATIONS_WITHOUT_CA(
      "'crl-verify' has no effect without a ca: only the fingerprint is compared",
      "Add the ca that signed the server's certificate, or remove the line."),
  KEY_LEFT_OUT(
      "'{0}': there is a certificate, but no private key",
      "Add its key with key FILE, or paste it between <key> and </key>."),
  CERTIFICATE_LEFT_OUT(
      "'{0}': there is a private key, but no certificate",
      "Add its certificate with cert FILE, or paste it between <cert> and </cert>."),
  KEY_OF_ANOTHER(
      "'{0}': the private key does not belong to the certificate {1}",
      "Take certificate and key that were made together."),
  KEY_EMPTY("'{0}': the key is empty", Remedy.NEW_PROFILE),
  NO_STATIC_KEY("'{0}': this is not an OpenVPN static key of 2048 bits", Remedy.NEW_PROFILE),
  NO_CLIENT_KEY("'{0}': this is not an OpenVPN tls-crypt-v2 client key", Remedy.NEW_PROFILE),
  CLIENT_KEY_DAMAGED("'{0}': the tls-crypt-v2 key is damaged or cut off", Remedy.NEW_PROFILE),
  KEY_FOR_CRYPT_V2(
      "'{0}': this is a tls-crypt-v2 key, which belongs to tls-crypt-v2", Remedy.NEW_PROFILE),
  KEY_OF_A_SERVER(
      "'{0}': this is a server's tls-crypt-v2 key, which must not leave the server",
      Remedy.NEW_PROFILE),
  KEY_IS_STATIC(
      "'{0}': this is a static key, which belongs to tls-crypt or tls-auth", Remedy.NEW_PROFILE),
  WRAPPED_TWICE(
      "'{0}': the profile has more than one of tls-auth, tls-crypt and tls-crypt-v2",
      "Keep the one that the server uses.");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final FindingText text;

  MaterialCode(String what, String whatToDo) {
    text = FindingText.of(what, whatToDo);
  }

  MaterialCode(String what, Remedy remedy) {
    text = FindingText.of(what, remedy);
  }

  @Override
  public FindingText text() {
    return text;
  }
}
