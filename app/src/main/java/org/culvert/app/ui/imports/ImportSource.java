package org.culvert.app.ui.imports;

import java.nio.file.Path;
import java.util.Optional;
import org.culvert.core.api.Secret;

/** Where profiles come from. */
public sealed interface ImportSource {
  /** A profile, an archive or a folder. */
  record File(Path path) implements ImportSource {}

  /** The text of a profile. */
  record Text(String text) implements ImportSource {
    /** Leaves the text out: it may hold a private key. */
    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  /** An https address, or a link to import from one. */
  record Web(String address, Optional<Login> login) implements ImportSource {
    /** Leaves the address out: it may hold a password. */
    @Override
    public String toString() {
      return "Web[…]";
    }
  }

  /**
   * Who asks; wiped by whoever reads the source.
   *
   * @param autologin whether a profile is wanted that signs in by itself
   */
  record Login(String username, Secret password, boolean autologin) {}
}
