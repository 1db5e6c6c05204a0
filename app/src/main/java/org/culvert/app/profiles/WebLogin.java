package org.culvert.app.profiles;

import org.culvert.core.api.Secret;

/**
 * Who asks a web service for a profile; whoever has it last wipes it.
 *
 * @param autologin whether an OpenVPN Access Server is asked for a profile that signs in by itself
 */
public record WebLogin(String username, Secret password, boolean autologin) {}
