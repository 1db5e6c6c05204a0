package org.culvert.app.ui.profiles;

import java.util.Optional;

/** A short message that goes away by itself, perhaps with a way back. */
public record Notice(String text, Optional<Runnable> undo) {}
