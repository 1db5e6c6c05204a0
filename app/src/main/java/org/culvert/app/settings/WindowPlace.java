package org.culvert.app.settings;

/** Where the window was, in the units of the screen; while maximized, where it goes back to. */
public record WindowPlace(int x, int y, int width, int height, boolean maximized) {}
