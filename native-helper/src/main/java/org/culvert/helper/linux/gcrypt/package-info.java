/** AES-GCM by libgcrypt, which every Linux desktop has: a JDK provider of one cipher. */
@NullMarked
package org.culvert.helper.linux.gcrypt;

import org.jspecify.annotations.NullMarked;
