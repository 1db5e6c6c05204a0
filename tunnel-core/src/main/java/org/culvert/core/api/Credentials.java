package org.culvert.core.api;

/** A user name with its password, as given by the user or stored for them. */
public record Credentials(String username, Secret password) {}
