package org.culvert.app.ui.driver;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.culvert.app.autostart.Autostart;
import org.culvert.app.instance.Visit;
import org.culvert.app.look.Look;
import org.culvert.app.notify.Message;
import org.culvert.app.notify.Notifier;
import org.culvert.app.ui.shell.Desktop;

/** A desktop in memory, which does what a test says. */
public final class FakeDesktop {
  private final List<Message> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger withdrawals = new AtomicInteger();
  private volatile boolean closed;
  private volatile boolean startsAtLogin;
  private volatile boolean stubborn;
  private volatile Runnable clicked = () -> {};
  private volatile Runnable woke = () -> {};
  private volatile Consumer<Look> look = _ -> {};
  private volatile Consumer<Visit> visitor = _ -> {};

  /** As the window sees it. */
  public Desktop desktop() {
    return new Desktop(
        whenClicked -> {
          clicked = whenClicked;
          return new Messages();
        },
        new Login(),
        whenAwake -> {
          woke = whenAwake;
          return () -> woke = () -> {};
        },
        whenSeen -> {
          look = whenSeen;
          return () -> look = _ -> {};
        },
        whenVisited -> visitor = whenVisited);
  }

  /** What the user was told, in order. */
  public List<Message> told() {
    return told;
  }

  /** How often all that was told was taken back. */
  public int withdrawals() {
    return withdrawals.get();
  }

  /** Whether nothing will be told any more. */
  public boolean closed() {
    return closed;
  }

  /** The user clicks on what was told. */
  public void click() {
    clicked.run();
  }

  /** The machine wakes up. */
  public void wake() {
    woke.run();
  }

  /** The desktop looks another way. */
  public void look(Look now) {
    look.accept(now);
  }

  /** Culvert is started again. */
  public void visit(Visit visit) {
    visitor.accept(visit);
  }

  /** Whether it is started with the session. */
  public boolean startsAtLogin() {
    return startsAtLogin;
  }

  /** Somebody else changes that. */
  public void startsAtLogin(boolean now) {
    startsAtLogin = now;
  }

  /** From now on it cannot be changed. */
  public void stubborn() {
    stubborn = true;
  }

  private final class Messages implements Notifier {
    @Override
    public void tell(Message message) {
      told.add(message);
    }

    @Override
    public void withdraw(String profile) {}

    @Override
    public void withdraw() {
      withdrawals.incrementAndGet();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final class Login implements Autostart {
    @Override
    public Optional<Obstacle> obstacle() {
      return Optional.empty();
    }

    @Override
    public boolean isOn() {
      return startsAtLogin;
    }

    @Override
    public void set(boolean on) throws IOException {
      if (stubborn) {
        throw new IOException("the folder is full");
      }
      startsAtLogin = on;
    }
  }
}
