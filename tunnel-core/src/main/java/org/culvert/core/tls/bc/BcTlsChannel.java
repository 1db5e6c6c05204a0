package org.culvert.core.tls.bc;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsProtocol;
import org.culvert.core.tls.ExportedKeys;
import org.culvert.core.tls.TlsChannel;
import org.culvert.core.tls.TlsFailure;
import org.culvert.core.tls.TlsResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Bouncy Castle's non-blocking protocol object as a {@link TlsChannel}. */
final class BcTlsChannel implements TlsChannel {
  /** Ciphertext taken before the handshake is complete, wire reference 12.1 A11. */
  static final int HANDSHAKE_LIMIT = 64 * 1024;

  /** What fits one TLS record. */
  private static final int LARGEST_MESSAGE = 16 * 1024;

  private static final byte[] NOTHING = {};
  private static final Logger LOG = LoggerFactory.getLogger(BcTlsChannel.class);

  private final TlsProtocol protocol;
  private final HandshakeOutcome outcome;
  private int handshakeBytes;
  private boolean resultTaken;
  private boolean closed;

  private BcTlsChannel(TlsProtocol protocol, HandshakeOutcome outcome) {
    this.protocol = protocol;
    this.outcome = outcome;
  }

  /** Begins the handshake. */
  interface Start {
    void run() throws IOException;
  }

  static BcTlsChannel open(TlsProtocol protocol, HandshakeOutcome outcome, Start start) {
    BcTlsChannel channel = new BcTlsChannel(protocol, outcome);
    channel.attempt(start);
    return channel;
  }

  @Override
  public void offerCiphertext(byte[] source, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, source.length);
    if (isOver() || length == 0) {
      return;
    }
    if (outcome.result().isPresent()) {
      attempt(() -> protocol.offerInput(source, offset, length));
      return;
    }
    int allowed = Math.min(length, HANDSHAKE_LIMIT - handshakeBytes);
    handshakeBytes += allowed;
    if (allowed > 0) {
      attempt(() -> protocol.offerInput(source, offset, allowed));
    }
    if (allowed < length) {
      if (outcome.result().isPresent()) {
        offerCiphertext(source, offset + allowed, length - allowed);
      } else {
        outcome.failed(new TlsFailure.Protocol("the peer's handshake is longer than 64 KiB"));
      }
    }
  }

  @Override
  public byte[] takeCiphertext() {
    if (closed) {
      return NOTHING;
    }
    byte[] taken = new byte[protocol.getAvailableOutputBytes()];
    protocol.readOutput(taken, 0, taken.length);
    return taken;
  }

  @Override
  public void writePlaintext(byte[] message) {
    if (isOver() || outcome.result().isEmpty()) {
      throw new IllegalStateException("TLS is not connected");
    }
    if (message.length == 0 || message.length > LARGEST_MESSAGE) {
      throw new IllegalArgumentException(
          "a message has 1 to " + LARGEST_MESSAGE + " bytes, not " + message.length);
    }
    attempt(() -> protocol.writeApplicationData(message, 0, message.length));
  }

  @Override
  public byte[] takePlaintext() {
    if (closed) {
      return NOTHING;
    }
    byte[] taken = new byte[protocol.getAvailableInputBytes()];
    protocol.readInput(taken, 0, taken.length);
    return taken;
  }

  @Override
  public Optional<TlsResult> result() {
    resultTaken |= outcome.result().isPresent();
    return outcome.result();
  }

  @Override
  public Optional<TlsFailure> failure() {
    return outcome.failure();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    byte[] unread = takePlaintext();
    Arrays.fill(unread, (byte) 0);
    closed = true;
    try {
      protocol.close();
    } catch (IOException | RuntimeException _) {
      // It only wanted to say goodbye, and nobody would have sent it.
    }
    if (!resultTaken) {
      outcome.result().flatMap(TlsResult::exported).ifPresent(ExportedKeys::wipe);
    }
  }

  private boolean isOver() {
    return closed || outcome.failure().isPresent();
  }

  private void attempt(Start action) {
    try {
      action.run();
    } catch (IOException | RuntimeException e) {
      LOG.debug("TLS failed", e);
      outcome.failed(failure(e));
    }
    if (protocol.isClosed()) {
      outcome.failed(new TlsFailure.Protocol("the connection was closed"));
    }
  }

  private static TlsFailure failure(Exception e) {
    return e instanceof TlsFatalAlert alert
            && alert.getAlertDescription() == AlertDescription.protocol_version
        ? new TlsFailure.NoCommonVersion()
        : new TlsFailure.Protocol(describe(e));
  }

  /** The library's words, which hold no key material: "handshake_failure(40); detail". */
  private static String describe(Exception e) {
    String message = e.getMessage();
    return Text.clean(message == null ? e.getClass().getSimpleName() : message);
  }
}
