package org.culvert.core.api;

/**
 * What somebody typed names no resolvers that could be asked; the message is a sentence for them.
 */
public final class DnsWishException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What is wrong, for who says it in another language. */
  public enum Why {
    /** There is nothing between two commas. */
    EMPTY,
    /** More than {@link DnsWish#MOST}. */
    TOO_MANY,
    /** A name, or an address that is not whole. */
    NO_ADDRESS,
    /** An address of this machine or its link. */
    TOO_NEAR
  }

  private final Why why;
  private final String what;

  DnsWishException(Why why, String what, String message) {
    super(message);
    this.why = why;
    this.what = what;
  }

  /** What is wrong. */
  public Why why() {
    return why;
  }

  /** What it is wrong with: a word, or the number of words. */
  public String what() {
    return what;
  }
}
