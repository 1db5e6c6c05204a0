package org.culvert.core.profile;

/**
 * A hash that the certificate which issued the server's must have ({@code verify-hash}).
 *
 * @param algorithm in Java's spelling: {@code SHA-256} or {@code SHA-1}
 * @param hex of its DER form, in small letters
 */
public record CertificateHash(String algorithm, String hex) {}
