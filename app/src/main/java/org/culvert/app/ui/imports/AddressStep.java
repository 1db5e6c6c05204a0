package org.culvert.app.ui.imports;

import java.util.Optional;

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

  AddressStep asking() {
    return new AddressStep(address, true, Optional.empty(), challenge);
  }
}
