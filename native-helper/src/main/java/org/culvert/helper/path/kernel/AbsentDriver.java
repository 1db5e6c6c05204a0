package org.culvert.helper.path.kernel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.culvert.core.api.PathReason;
import org.culvert.core.keys.DataCipher;

/**
 * Where there is no such driver.
 *
 * @param reason as {@link KernelDriver#obstacle}
 */
public record AbsentDriver(PathReason reason) implements KernelDriver {
  @Override
  public Optional<PathReason> obstacle() {
    return Optional.of(reason);
  }

  @Override
  public List<PathReason> known() {
    return List.of(reason);
  }

  @Override
  public Optional<PathReason> obstacle(DataCipher cipher) {
    return obstacle();
  }

  @Override
  public Optional<PathReason> danger(boolean tcp) {
    return Optional.empty();
  }

  @Override
  public KernelDevice open(Optional<String> wantedName) throws IOException {
    throw new IOException(reason.sentence());
  }

  @Override
  public List<String> recover() {
    return List.of();
  }
}
