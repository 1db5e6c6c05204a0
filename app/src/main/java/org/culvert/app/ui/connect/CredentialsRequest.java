package org.culvert.app.ui.connect;

import java.util.function.Consumer;
import org.culvert.core.api.Credentials;

/**
 * A wish for a user name and password.
 *
 * @param session whose
 * @param text why, in words of the server or ours
 * @param answer takes them, and wipes the password after use
 * @param cancel nobody wants to give them
 */
public record CredentialsRequest(
    String session, String text, Consumer<Credentials> answer, Runnable cancel) {}
