package org.culvert.helper.linux.tcp;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.culvert.core.proxy.ProxyConversation;
import org.culvert.core.proxy.ProxyConversation.Step;
import org.culvert.helper.host.ConnectFailedException;
import org.culvert.helper.host.ConnectFailedException.Reason;
import org.culvert.helper.host.GiveUp;
import org.culvert.helper.linux.sys.Errno;
import org.culvert.helper.linux.sys.StreamMemory;
import org.culvert.helper.linux.sys.TcpSocket;
import org.culvert.helper.linux.sys.TimedPoll;

/** Carries one conversation with a proxy over its socket, which stays the caller's. */
final class ProxyTalk implements AutoCloseable {
  private static final int BYTES = 4096;
  private static final long LOOK_EVERY_MILLIS = 50;

  private final ConnectRace.Runner proxy;
  private final TcpSocket socket;
  private final ProxyConversation conversation;
  private final long giveUpAt;
  private final StreamMemory memory = new StreamMemory(BYTES);

  ProxyTalk(ConnectRace.Runner proxy, ProxyConversation conversation, long giveUpAt) {
    this.proxy = proxy;
    this.socket = proxy.socket();
    this.conversation = conversation;
    this.giveUpAt = giveUpAt;
  }

  /**
   * To the conversation's end; returns it, or something else when told to give up.
   *
   * @throws ConnectFailedException when the proxy falls silent or the connection breaks
   */
  Step run(GiveUp giveUp) throws IOException, InterruptedException {
    Step step = new Step.Send(conversation.opening());
    byte[] received = new byte[BYTES];
    while (true) {
      switch (step) {
        case Step.Send say -> send(say.bytes());
        case Step.Wait() -> {}
        case Step.Through _, Step.KnockAgain(), Step.Failed _ -> {
          return step;
        }
      }
      int count = socket.receive(memory, 0, BYTES);
      if (count > 0) {
        memory.buffer().get(0, received, 0, count);
        step = conversation.received(received, 0, count);
      } else if (count == 0 || count == -Errno.ECONNRESET || count == -Errno.EPIPE) {
        step = conversation.ended();
      } else if (count != -Errno.EAGAIN && count != -Errno.EINTR) {
        throw broken(Reason.UNREACHABLE, Errno.text(-count));
      } else {
        step = new Step.Wait();
        if (giveUp.now()) {
          return step;
        }
        long left = giveUpAt - ConnectRace.now();
        if (left <= 0) {
          throw broken(Reason.SILENT, "it did not answer in time");
        }
        TimedPoll.toRead(socket.fd(), Math.min(left, LOOK_EVERY_MILLIS));
      }
    }
  }

  /** What a conversation says fits into the buffer of any socket that has sent nothing else. */
  private void send(byte[] bytes) throws IOException {
    int sent = 0;
    while (sent < bytes.length) {
      int part = Math.min(BYTES, bytes.length - sent);
      memory.buffer().put(0, bytes, sent, part);
      int taken = socket.send(memory, 0, part);
      if (taken >= 0) {
        sent += taken;
      } else if (taken == -Errno.EAGAIN && ConnectRace.now() < giveUpAt) {
        TimedPoll.toWrite(List.of(socket.fd()), LOOK_EVERY_MILLIS);
      } else if (taken != -Errno.EINTR) {
        throw broken(Reason.UNREACHABLE, Errno.text(-taken));
      }
    }
    wipe();
    Arrays.fill(bytes, (byte) 0); // a password may be among them
  }

  private void wipe() {
    memory.buffer().put(0, new byte[BYTES]);
  }

  private ConnectFailedException broken(Reason reason, String why) {
    return new ConnectFailedException(reason, "talk to the proxy " + proxy.remote() + ": " + why);
  }

  @Override
  public void close() {
    wipe();
    memory.close();
  }
}
