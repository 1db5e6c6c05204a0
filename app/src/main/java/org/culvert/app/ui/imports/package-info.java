/**
 * What is shown of profiles before they are imported, and what their user wants of them. Above: the
 * list of profiles and the sheets. Below: texts, and where profiles are in the web.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.ui.imports;
