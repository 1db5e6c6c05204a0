/**
 * The user's own files: where they belong, how they are written so that nobody else can read them,
 * and why that failed, in words. Above: everything that keeps something. Below: nothing of ours.
 */
@org.jspecify.annotations.NullMarked
package org.culvert.app.files;
