package org.culvert.app.profiles;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The web service of OpenVPN Access Server that gives a user's profile. */
final class AccessServer {
  private static final String QUERY = "?tls-cryptv2=1&action=import";

  private AccessServer() {}

  /** Where a user's profile is; an address with a path of its own stays as it is. */
  static URI profile(URI address, boolean autologin) {
    String path = Optional.ofNullable(address.getPath()).orElse("");
    return path.isEmpty() || path.equals("/")
        ? address.resolve((autologin ? "/rest/GetAutologin" : "/rest/GetUserlogin") + QUERY)
        : address;
  }

  /** Why the server at {@code host} gave none, in words. */
  static ProfileException refused(String host, int status, byte[] body, boolean signedIn)
      throws WebChallengeException {
    String said = message(body).orElse("");
    WebChallengeException.throwIfAsked(host, said);
    if (said.startsWith("Ovpn-WebAuth")) {
      return ProfileException.because("web-page-only", host);
    }
    if (status == 401 || said.contains("AUTH_FAILED")) {
      return ProfileException.because(signedIn ? "refused" : "who-asks", host, quoted(said));
    }
    return said.isEmpty()
        ? ProfileException.because("status", host, status)
        : ProfileException.because(
            said.contains("oken") ? "used-link" : "no-profile", host, quoted(said));
  }

  private static String quoted(String said) {
    return said.isEmpty() ? "" : ": \"" + said + "\"";
  }

  /** The text of {@code <Message>} in an {@code <Error>}; nothing for another document. */
  static Optional<String> message(byte[] body) {
    String start = new String(body, 0, Math.min(body.length, 512), StandardCharsets.UTF_8);
    if (!start.contains("<Error")) {
      return Optional.empty();
    }
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamReader.START_ELEMENT
            && reader.getLocalName().equals("Message")) {
          return Optional.of(shown(reader.getElementText()));
        }
      }
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** A server's words on one line of ours, and no more than that. */
  private static String shown(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    return line.length() > 600 ? line.substring(0, 600) + "…" : line;
  }
}
