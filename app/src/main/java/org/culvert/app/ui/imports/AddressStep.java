package org.culvert.app.ui.imports;

import java.util.Optional;
import org.culvert.app.profiles.WebPlace;

/**
 * The conversation about an address.
 *
 * @param address as it was given
 * @param busy whether the server is being asked
 * @param problem why the last try gave no profile
 * @param challenge what the server asks for as a second step
 */
public record AddressStep(
    String address,
    boolean busy,
    Optional<Defect> problem,
    Optional<Inspection.Challenge> challenge) {
  static AddressStep of(String address) {
    return new AddressStep(address, false, Optional.empty(), Optional.empty());
  }

  /** The server that it leads to. */
  public String server() {
    return WebPlace.server(address);
  }

  AddressStep asking() {
    return new AddressStep(address, true, Optional.empty(), challenge);
  }
}
