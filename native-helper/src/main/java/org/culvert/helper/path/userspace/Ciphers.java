package org.culvert.helper.path.userspace;

import java.util.function.Supplier;
import org.culvert.core.data.CipherSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ciphers of this process, chosen when they are asked for first: a helper without a session in
 * userspace has neither the library in memory nor the time for it in its start.
 */
public final class Ciphers implements Supplier<CipherSource> {
  private static final Logger LOG = LoggerFactory.getLogger(Ciphers.class);

  private final Supplier<CipherSource> search;
  private volatile @Nullable CipherSource found;

  /** Looks for nothing yet. */
  public Ciphers(Supplier<CipherSource> search) {
    this.search = search;
  }

  /** Always the same. Takes a fraction of a second the first time. */
  @Override
  public synchronized CipherSource get() {
    CipherSource source = found;
    if (source == null) {
      long start = System.nanoTime();
      source = search.get();
      LOG.info("{}, found in {} ms", source, (System.nanoTime() - start) / 1_000_000);
      found = source;
    }
    return source;
  }

  /** Chooses in the background, while a session shakes hands. */
  public void prepare() {
    if (found == null) {
      Thread.ofPlatform().name("ciphers").daemon().start(this::get);
    }
  }
}
