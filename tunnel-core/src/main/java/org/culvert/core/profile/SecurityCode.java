package org.culvert.core.profile;

/** What there is to say of ciphers, compression and TLS. */
public enum SecurityCode implements FindingCode {
  CIPHERS_UNSUPPORTED(
      "'{0}' offers only ciphers that are not supported: {1}", Remedy.MODERN_CIPHER),
  CIPHERS_LEFT_OUT("'{0}': not offered, because not supported: {1}", Remedy.NOTHING),
  FALLBACK_UNSUPPORTED(
      "'data-ciphers-fallback': {1} is not supported, so servers that do not"
          + " negotiate cannot be used",
      Remedy.MODERN_CIPHER),
  CIPHER_ADDED("'cipher' was added to the ciphers offered with data-ciphers: {1}", Remedy.NOTHING),
  CIPHER_UNSUPPORTED(
      "'cipher': {1} is not supported; a modern cipher is negotiated instead",
      "If the server does not negotiate (OpenVPN older than 2.4), ask its"
          + " administrator to update it."),
  SMALL_BLOCKS(
      "'{0}': BF-CBC has blocks of 64 bits, and much traffic gives secrets away"
          + " (SWEET32); used only if the server has nothing better, with new keys every 64"
          + " MB",
      Remedy.MODERN_CIPHER),
  OLD_CIPHER("'{0}': {1} is old and slower; used only if the server asks", Remedy.MODERN_CIPHER),
  NO_ENCRYPTION("'{0} none' would send everything unencrypted", Remedy.MODERN_CIPHER),
  BROKEN_CIPHER(
      "'{0}': {1} is broken and never used",
      "Remove the line if the server is OpenVPN 2.4 or newer; otherwise ask its"
          + " administrator to update it."),
  REPLAY_AGE(
      "'replay-window': the number of packets is followed; their age does not"
          + " matter, because none is taken twice anyway",
      Remedy.NOTHING),
  DIGEST_FOR_TLS_AUTH(
      "'{0}': tls-auth needs a digest, and {1} is none that is supported", Remedy.SERVERS_DIGEST),
  DIGEST_FOR_CIPHER(
      "'auth {1}': the cipher of line {2} protects nothing without a digest, and"
          + " this is none that is supported",
      Remedy.SERVERS_DIGEST),
  DIGEST_UNUSED("'auth': modern ciphers need no digest, so {1} has no effect", Remedy.NOTHING),
  NO_VERSION("'{0}': this is not a version of OpenVPN", "Write it for example as 2.4.0."),
  OLD_COMPATIBILITY(
      "'compat-mode' of so old a version would allow TLS 1.0, which is never used",
      "If the server cannot do TLS 1.2, ask its administrator to update it."),
  MIGRATION("'compress migrate' is for servers", Remedy.NOTHING),
  COMPRESSION_FORBIDDEN(
      "'{0}' asks for compression, which 'allow-compression no' forbids", Remedy.REMOVE_ONE_LINE),
  COMPRESSION_LEAKS(
      "'{0}': packets that the server compresses are read, and compression leaks"
          + " what is encrypted; nothing is compressed when sending",
      "Ask the server's administrator to switch compression off."),
  MODE_SERVER(
      "'mode server' belongs to a server's configuration, so this is not a client profile",
      Remedy.CLIENT_PROFILE),
  KEY_METHOD_1(
      "'key-method 1' is insecure and gone from OpenVPN",
      "Ask the server's administrator to update the server."),
  CLIENTS_AS_SERVERS(
      "'{0} client' accepts a server only if it shows a client's certificate",
      "In a client's profile it should say server."),
  NO_KEY_USAGE("'{0}': a key usage is a hex number from 1 to ff", "For a server write a0 88."),
  UNKNOWN_KEY_USAGE(
      "'{0}': this extended key usage is not known by name",
      "Write its number, for example 1.3.6.1.5.5.7.3.1 for servers."),
  NAME_EMPTY("'{0}': the name is empty", "Write the server's name."),
  USER_NAME_FIELD(
      "'x509-username-field' is not supported yet for fields other than CN",
      "Remove the line, and verify-x509-name with it if it names another field's"
          + " value; then add remote-cert-tls server."),
  NO_FINGERPRINT(
      "'{0}': a fingerprint is SHA-256: 32 bytes in hex, separated by colons",
      "Get it with: openssl x509 -noout -fingerprint -sha256 -in FILE."),
  FINGERPRINT_MISSING(
      "'{0}': there is no fingerprint in it, so the server would not be pinned",
      "Put the SHA-256 fingerprint of the server's certificate there, or remove it;"
          + " get it with: openssl x509 -noout -fingerprint -sha256 -in FILE."),
  NO_HASH(
      "'{0}': a hash is {1} bytes in hex, separated by colons",
      "Get it with: openssl x509 -noout -fingerprint -sha256 -in CA-FILE."),
  HASH_MISSING("'{0}': there is no hash in it", "Put the issuer's SHA-256 fingerprint there."),
  HASH_WITHOUT_CA(
      "'{0}': there is no ca, so nobody issued the server's certificate",
      "Add the ca, or pin the server itself with peer-fingerprint."),
  TLS_TOO_OLD(
      "'tls-version-min': TLS {1} is broken; at least 1.2 is demanded",
      "If the server is too old for it, its administrator has to update it."),
  TLS_NEVER_USED("'tls-version-max': TLS {1} is broken and never used", Remedy.REMOVE_LINE),
  TLS_13_OFF(
      "'tls-version-max' switches TLS 1.3 off", "Remove the line unless the server needs it."),
  TLS_MAX_BELOW_MIN("'tls-version-max' is lower than tls-version-min", Remedy.REMOVE_ONE_LINE),
  LIST_UNUSABLE("'{0}': nothing in this list can be used", "Remove the line to use the defaults."),
  LIST_SHORTENED("'{0}': left out {1}", Remedy.NOTHING),
  LIST_DEFAULTS("'{0}': left out {1}; the defaults are used", Remedy.NOTHING),
  INSECURE_CERTIFICATES(
      "'tls-cert-profile insecure' would accept certificates that can be forged;"
          + " legacy is used",
      "If connecting fails, ask the server's administrator for new certificates."),
  PROGRAM_LEFT_OUT(
      "'tls-verify' was left out: it names a program that checks the server, and"
          + " such programs are never run",
      "Make sure that verify-x509-name or peer-fingerprint in this profile is enough."),
  PROGRAM_MISSED(
      "'tls-verify' names a program that checks the server, and such programs are"
          + " never run: its check would be missing",
      "Put the name in the server's certificate into a line verify-x509-name NAME"
          + " name, or pin the certificate with peer-fingerprint; then remove this line."),
  SERVER_UNCHECKED(
      "nothing in the profile tells the server from another client of the same CA",
      "Add a line: remote-cert-tls server.");

  @SuppressWarnings("ImmutableEnumChecker") // a record of texts
  private final FindingText text;

  SecurityCode(String what, String whatToDo) {
    text = FindingText.of(what, whatToDo);
  }

  SecurityCode(String what, Remedy remedy) {
    text = FindingText.of(what, remedy);
  }

  @Override
  public FindingText text() {
    return text;
  }
}
