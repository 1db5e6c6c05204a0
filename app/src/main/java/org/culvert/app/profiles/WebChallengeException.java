package org.culvert.app.profiles;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.culvert.core.api.Problem;
import org.culvert.core.api.ProblemCode;
import org.culvert.core.api.Secret;

/** A web service wants one more answer before it gives the profile. */
public final class WebChallengeException extends ProfileException {
  private static final long serialVersionUID = 1L;

  /** {@code CRV1:flags:state:user64:text}, as in OpenVPN's own challenges. */
  private static final Pattern FORM = Pattern.compile("CRV1:([^:]*):([^:]*):([^:]*):(.*)", 32);

  private final String text;
  private final boolean echo;
  private final String state;

  private WebChallengeException(String host, String text, boolean echo, String state) {
    super(
        Problem.of(
            ProblemCode.PROFILE_INVALID,
            host + " asks for a second step: " + text,
            "Give the response together with user name and password."));
    this.text = text;
    this.echo = echo;
    this.state = state;
  }

  /** Throws if the message is a challenge. */
  static void throwIfAsked(String host, String message) throws WebChallengeException {
    Matcher form = FORM.matcher(message);
    if (form.matches()) {
      throw new WebChallengeException(
          host,
          form.group(4).strip(),
          Arrays.asList(form.group(1).split(",", -1)).contains("E"),
          form.group(2));
    }
  }

  /** What is asked. */
  public String text() {
    return text;
  }

  /** Whether the response may be seen while it is typed. */
  public boolean echo() {
    return echo;
  }

  /** What takes the place of the password; wipes the response. */
  public Secret password(Secret response) {
    byte[] start = ("CRV1::" + state + "::").getBytes(StandardCharsets.UTF_8);
    byte[] answer = response.copyBytes();
    byte[] whole = Arrays.copyOf(start, start.length + answer.length);
    System.arraycopy(answer, 0, whole, start.length, answer.length);
    Arrays.fill(answer, (byte) 0);
    response.wipe();
    return Secret.owning(whole);
  }
}
