/** Drives the real window in tests, and fakes what lies below it. */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.driver;
