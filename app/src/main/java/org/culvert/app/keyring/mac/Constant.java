package org.culvert.app.keyring.mac;

/** The references that the frameworks have under a name. */
enum Constant {
  CLASS("kSecClass"),
  GENERIC_PASSWORD("kSecClassGenericPassword"),
  SERVICE("kSecAttrService"),
  ACCOUNT("kSecAttrAccount"),
  LABEL("kSecAttrLabel"),
  DATA("kSecValueData"),
  MATCH_LIMIT("kSecMatchLimit"),
  MATCH_ONE("kSecMatchLimitOne"),
  MATCH_ALL("kSecMatchLimitAll"),
  RETURN_DATA("kSecReturnData"),
  RETURN_ATTRIBUTES("kSecReturnAttributes"),
  TRUE("kCFBooleanTrue");

  private final String symbol;

  Constant(String symbol) {
    this.symbol = symbol;
  }

  /** As the library exports it. */
  String symbol() {
    return symbol;
  }

  /** Whether it is CoreFoundation's and not Security's. */
  boolean isFoundation() {
    return symbol.startsWith("kCF");
  }
}
