package org.culvert.app.ui.imports;

import java.util.List;
import java.util.Optional;

/** A profile before it is imported. */
public sealed interface ImportPreview {
  /** The name of its file, for people. */
  String file();

  /**
   * It can be imported.
   *
   * @param name that it suggests
   * @param servers in the order of trial, such as {@code vpn.example.com:1194 (UDP)}
   * @param path the data path that is expected, and why
   * @param warnings what its user should know before connecting
   * @param same the name of a profile with the same content, which is there already
   */
  record Good(
      String file,
      String name,
      List<String> servers,
      SignIn signIn,
      ExpectedPath path,
      List<Defect> warnings,
      Optional<String> same)
      implements ImportPreview {
    public Good {
      servers = List.copyOf(servers);
      warnings = List.copyOf(warnings);
    }
  }

  /** It cannot; there is at least one defect. */
  record Bad(String file, List<Defect> defects) implements ImportPreview {
    public Bad {
      defects = List.copyOf(defects);
    }
  }

  /**
   * How its user signs in.
   *
   * @param saved whether user name and password come with the profile
   * @param challenge what is asked beside them
   */
  record SignIn(boolean certificate, boolean password, boolean saved, Optional<String> challenge) {}

  /**
   * The data path that is expected.
   *
   * @param kind {@code kernel} or {@code userspace}
   * @param reason a sentence
   */
  record ExpectedPath(String kind, String reason) {}
}
