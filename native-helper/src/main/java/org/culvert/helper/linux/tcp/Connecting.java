package org.culvert.helper.linux.tcp;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.proxy.ProxyConversation;
import org.culvert.core.proxy.ProxyConversation.Step;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.host.ProxyFailedException;
import org.culvert.helper.host.TcpRequest;

/** From a wish to a connection: through a proxy where there is one, once more where it says so. */
public final class Connecting {
  private Connecting() {}

  /**
   * Connects in the calling thread's network namespace. Empty when told to give up.
   *
   * @throws org.culvert.helper.host.ConnectFailedException when nobody can be connected to
   * @throws ProxyFailedException when a proxy does not let us through
   */
  public static Optional<Connected> run(TcpRequest wanted, GiveUp giveUp)
      throws IOException, InterruptedException {
    long giveUpAt = ConnectRace.now() + wanted.patienceMillis();
    while (true) {
      Optional<ConnectRace.Runner> winner;
      try (ConnectRace race = new ConnectRace(wanted, giveUpAt)) {
        winner = race.run(giveUp);
      }
      if (winner.isEmpty()) {
        return Optional.empty();
      }
      ConnectRace.Runner runner = winner.get();
      if (wanted.proxy().isEmpty()) {
        return Optional.of(
            new Connected(runner.remote(), runner.socket(), new byte[0], OptionalInt.empty()));
      }
      boolean through = false;
      ProxyConversation conversation = wanted.proxy().get().knock(runner.remote().getAddress());
      try (ProxyTalk talk = new ProxyTalk(runner, conversation, giveUpAt)) {
        switch (talk.run(giveUp)) {
          case Step.Through end -> {
            through = true;
            return Optional.of(
                new Connected(runner.remote(), runner.socket(), end.rest(), end.relay()));
          }
          case Step.Failed end -> throw new ProxyFailedException(end.failure());
          case Step.KnockAgain() -> {}
          case Step.Wait(), Step.Send _ -> {
            return Optional.empty(); // told to give up
          }
        }
      } finally {
        if (!through) {
          runner.socket().close();
        }
      }
    }
  }
}
