package org.culvert.helper.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.culvert.core.api.Reply;
import org.culvert.core.api.Secret;
import org.culvert.helper.path.DatagramPort.NetworkError;
import org.culvert.helper.path.userspace.ControlSink.Broken;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Inbox inbox = new Inbox();

  @Test
  void aFailureOfAnAttemptThatIsOverDoesNotReachTheNext() throws Exception {
    inbox.failed(Broken.SOCKET, "old");
    inbox.control(new byte[1]);
    inbox.forgetAttempt();
    assertNull(inbox.take(0));
    inbox.failed(Broken.DEVICE, "new");
    assertEquals(new Inbox.Mail.PathFailed(Broken.DEVICE, "new"), inbox.take(0));
  }

  @Test
  void aFailureIsHeardThoughTheQueueIsFull() throws Exception {
    for (int i = 0; i < 1000; i++) {
      inbox.control(new byte[1]);
    }
    inbox.failed(Broken.SOCKET, "broken");
    Inbox.Mail mail = inbox.take(0);
    while (mail instanceof Inbox.Mail.Control) {
      mail = inbox.take(0);
    }
    assertInstanceOf(Inbox.Mail.PathFailed.class, mail);
  }

  @Test
  void theUsersStopIsHeardAfterAnyNumberOfOtherWords() throws Exception {
    for (int i = 0; i < 100; i++) {
      inbox.answered(1, Reply.response(Secret.ofText("x")));
      inbox.reconnect();
    }
    inbox.stop();
    Inbox.Mail mail = inbox.take(0);
    while (mail instanceof Inbox.Mail.Answered || mail instanceof Inbox.Mail.Reconnect) {
      mail = inbox.take(0);
    }
    assertInstanceOf(Inbox.Mail.Stop.class, mail);
  }

  @Test
  void whatNobodyReadIsWipedAtTheEnd() {
    Secret unread = Secret.ofText("x");
    inbox.answered(1, Reply.response(unread));
    inbox.stop();
    inbox.wipe();
    assertThrows(IllegalStateException.class, unread::copyBytes);
  }

  @Test
  void aServerThatMovesAgainAndAgainTakesNoRoomFromControlPackets() throws Exception {
    InetAddress server = InetAddress.ofLiteral("192.0.2.1");
    for (int port = 1; port <= 1000; port++) {
      inbox.serverMoved(new InetSocketAddress(server, port));
    }
    inbox.control(new byte[1]);
    assertEquals(0, inbox.dropped());
    assertInstanceOf(Inbox.Mail.Control.class, inbox.take(0));
    assertEquals(new Inbox.Mail.ServerMoved(new InetSocketAddress(server, 1000)), inbox.take(0));
    assertNull(inbox.take(0));
    inbox.serverMoved(new InetSocketAddress(server, 1));
    inbox.forgetAttempt();
    assertNull(inbox.take(0));
  }

  @Test
  void aFloodOfNetworkErrorsNeitherPushesOutNorDelaysControlPackets() throws Exception {
    for (int i = 0; i < 1000; i++) {
      inbox.networkError(NetworkError.PORT_UNREACHABLE);
      inbox.networkError(NetworkError.MESSAGE_TOO_LONG);
    }
    for (int i = 0; i < 200; i++) {
      inbox.control(new byte[1]);
    }
    assertEquals(0, inbox.dropped());
    for (int i = 0; i < 200; i++) {
      assertInstanceOf(Inbox.Mail.Control.class, inbox.take(0));
    }
    assertEquals(new Inbox.Mail.Network(NetworkError.PORT_UNREACHABLE), inbox.take(0));
    inbox.networkError(NetworkError.PORT_UNREACHABLE);
    inbox.control(new byte[1]);
    assertInstanceOf(Inbox.Mail.Control.class, inbox.take(0));
  }

  @Test
  void eachKindOfNetworkErrorIsHeardOnceAndCanComeAgain() throws Exception {
    for (int round = 0; round < 2; round++) {
      inbox.networkError(NetworkError.MESSAGE_TOO_LONG);
      inbox.networkError(NetworkError.PORT_UNREACHABLE);
      inbox.networkError(NetworkError.MESSAGE_TOO_LONG);
      assertEquals(new Inbox.Mail.Network(NetworkError.PORT_UNREACHABLE), inbox.take(0));
      assertEquals(new Inbox.Mail.Network(NetworkError.MESSAGE_TOO_LONG), inbox.take(0));
      assertNull(inbox.take(0));
    }
    inbox.networkError(NetworkError.MESSAGE_TOO_LONG);
    inbox.forgetAttempt();
    assertNull(inbox.take(0));
  }

  @Test
  void whatTheKernelTellsOnceIsNotLostInAFlood() throws InterruptedException {
    Inbox full = new Inbox();
    for (int i = 0; i < 10_000; i++) {
      full.control(new byte[1]);
    }
    full.peerSilent();
    full.nothingComesBack();
    assertEquals(new Inbox.Mail.PeerSilent(), full.take(0));
    assertEquals(new Inbox.Mail.NothingComesBack(), full.take(0));
    full.peerSilent();
    full.forgetAttempt();
    assertNull(full.take(0));
  }
}
