package org.culvert.core.tls.bc;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/**
 * A certificate's subject in the form that {@code verify-x509-name} compares: {@code C=KG, ST=NA,
 * L=Bishkek, CN=Server-1}, in the certificate's own order (wire reference 4.3).
 *
 * @param text fit to be shown
 * @param exact whether only this subject gives this text: nothing was replaced in it, and no value
 *     looks like further attributes
 * @param commonName as it stands in the certificate: to be compared, and to be cleaned before it is
 *     shown
 */
record SubjectName(String text, boolean exact, Optional<String> commonName) {
  /** Where the next attribute would begin. */
  private static final Pattern ATTRIBUTE = Pattern.compile("(, | \\+ )[A-Za-z0-9.]+=");

  private static final Map<ASN1ObjectIdentifier, String> SHORT_NAMES =
      Map.ofEntries(
          Map.entry(BCStyle.C, "C"),
          Map.entry(BCStyle.ST, "ST"),
          Map.entry(BCStyle.L, "L"),
          Map.entry(BCStyle.O, "O"),
          Map.entry(BCStyle.OU, "OU"),
          Map.entry(BCStyle.CN, "CN"),
          Map.entry(BCStyle.SURNAME, "SN"),
          Map.entry(BCStyle.GIVENNAME, "GN"),
          Map.entry(BCStyle.NAME, "name"),
          Map.entry(BCStyle.INITIALS, "initials"),
          Map.entry(BCStyle.T, "title"),
          Map.entry(BCStyle.DC, "DC"),
          Map.entry(BCStyle.UID, "UID"),
          Map.entry(BCStyle.STREET, "street"),
          Map.entry(BCStyle.POSTAL_CODE, "postalCode"),
          Map.entry(BCStyle.SERIALNUMBER, "serialNumber"),
          Map.entry(BCStyle.DN_QUALIFIER, "dnQualifier"),
          Map.entry(BCStyle.GENERATION, "generationQualifier"),
          Map.entry(BCStyle.PSEUDONYM, "pseudonym"),
          Map.entry(BCStyle.DESCRIPTION, "description"),
          Map.entry(BCStyle.UNIQUE_IDENTIFIER, "x500UniqueIdentifier"),
          Map.entry(BCStyle.UnstructuredName, "unstructuredName"),
          Map.entry(BCStyle.UnstructuredAddress, "unstructuredAddress"),
          Map.entry(BCStyle.EmailAddress, "emailAddress"));

  static SubjectName of(X509Certificate certificate) {
    X500Name name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    StringJoiner text = new StringJoiner(", ");
    boolean exact = true;
    Optional<String> commonName = Optional.empty();
    for (RDN rdn : name.getRDNs()) {
      List<String> parts = new ArrayList<>();
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        ASN1ObjectIdentifier type = attribute.getType();
        String value = value(attribute.getValue());
        String clean = Text.clean(value);
        exact &= clean.equals(value) && !ATTRIBUTE.matcher(value).find();
        parts.add(SHORT_NAMES.getOrDefault(type, type.getId()) + "=" + clean);
        if (type.equals(BCStyle.CN)) {
          commonName = Optional.of(value); // the last one counts
        }
      }
      text.add(String.join(" + ", parts));
    }
    return new SubjectName(text.toString(), exact, commonName);
  }

  private static String value(ASN1Encodable value) {
    if (value instanceof ASN1String string) {
      return string.getString();
    }
    try {
      return "#" + HexFormat.of().formatHex(value.toASN1Primitive().getEncoded());
    } catch (java.io.IOException e) {
      throw new IllegalStateException("a parsed name has no encoding", e);
    }
  }
}
