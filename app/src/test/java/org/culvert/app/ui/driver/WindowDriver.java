package org.culvert.app.ui.driver;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Paint;
import javafx.scene.robot.Robot;
import javafx.scene.text.Text;
import javafx.stage.PopupWindow;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javafx.util.Subscription;
import javax.imageio.ImageIO;
import org.culvert.app.ui.shell.GuiContext;
import org.culvert.app.ui.shell.GuiLauncher;

/**
 * Drives a real window on the display that {@code DISPLAY} names: finds nodes by id, clicks and
 * types with a robot, waits for what a user would see. Methods may be called from the test's thread
 * and return when the window has caught up.
 */
public final class WindowDriver implements AutoCloseable {
  /** More is for machines that are emulated. */
  private static final long PATIENCE_SECONDS = Long.getLong("culvert.window.patience", 15);

  private static final long STEP_MILLIS = 15;

  /** Pixels: a thin ring around a small button has more. */
  private static final int LEAST_SEEN = 40;

  private final Stage stage;
  private final Robot robot;

  private WindowDriver(Stage stage, Robot robot) {
    this.stage = stage;
    this.robot = robot;
  }

  /** Opens a window; JavaFX is started with the first. */
  public static WindowDriver open(GuiContext context) {
    Toolkit.start();
    WindowDriver driver =
        onFx(
            () -> {
              Stage stage = new Stage();
              GuiLauncher.open(stage, context, () -> {});
              stage.setX(0);
              stage.setY(0);
              stage.show();
              stage.requestFocus();
              return new WindowDriver(stage, new Robot());
            });
    driver.waitFor(
        "the first layout",
        () -> driver.stage.getScene().getRoot().getLayoutBounds().getWidth() > 0);
    return driver;
  }

  /** Starts JavaFX, once in a process. */
  public static void startToolkit() {
    Toolkit.start();
  }

  /** The window. To be touched on the JavaFX thread only. */
  public Stage stage() {
    return stage;
  }

  /** Runs something on the JavaFX thread and returns what it returns. */
  public static <T> T onFx(Callable<T> task) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            result.complete(task.call());
          } catch (Throwable t) {
            result.completeExceptionally(t);
          }
        });
    try {
      return result.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed on the JavaFX thread", e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("the JavaFX thread is stuck", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Waits until a condition, looked at on the JavaFX thread, holds; fails after 15 seconds,
   * usually.
   */
  public void waitFor(String what, Callable<Boolean> condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!onFx(condition)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for: " + what);
      }
      pause();
    }
  }

  /** Waits until the text of a node fulfils a condition, and returns it. */
  public String waitForText(String id, Predicate<String> condition) {
    String[] last = {""};
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      Optional<String> text = onFx(() -> lookup(id).map(WindowDriver::textOf));
      if (text.isPresent() && condition.test(text.get())) {
        return text.get();
      }
      text.ifPresent(it -> last[0] = it);
      pause();
    }
    throw new AssertionError("#" + id + " says \"" + last[0] + "\"");
  }

  /** The text that a node shows now. */
  public String text(String id) {
    return onFx(() -> textOf(visible(id)));
  }

  /** Whether a node is there and shown. */
  public boolean shows(String id) {
    return onFx(() -> lookup(id).isPresent());
  }

  /** Waits until a node is shown. */
  public void waitToShow(String id) {
    waitFor("#" + id + " to show", () -> lookup(id).isPresent());
  }

  /** Waits until a node is no longer shown. */
  public void waitToHide(String id) {
    waitFor("#" + id + " to hide", () -> lookup(id).isEmpty());
  }

  /** Moves the pointer to the middle of a node and clicks. */
  public void click(String id) {
    click(id, MouseButton.PRIMARY);
  }

  /** The same with the button that opens a node's own menu. */
  public void clickForMenu(String id) {
    click(id, MouseButton.SECONDARY);
  }

  private void click(String id, MouseButton button) {
    waitFor(
        "#" + id + " to be enabled",
        () -> lookup(id).filter(node -> !node.isDisabled()).isPresent());
    moveTo(id);
    waitFor("the pointer on #" + id + ", which may have moved away", () -> clicked(id, button));
    settle();
  }

  /** One try: a banner above that comes or goes moves what is below from under the pointer. */
  private boolean clicked(String id, MouseButton button) {
    stage.getScene().getRoot().layout();
    Optional<Node> node = lookup(id);
    if (node.isEmpty()) {
      return false;
    }
    Bounds bounds = node.get().localToScreen(node.get().getLayoutBounds());
    if (!bounds.contains(robot.getMousePosition())) {
      robot.mouseMove(bounds.getCenterX(), bounds.getCenterY());
      return false;
    }
    robot.mouseClick(button);
    return true;
  }

  /**
   * Moves the pointer to the middle of a node, and waits until the node has noticed: it may still
   * be on its way to another place, or another window not gone yet.
   */
  public void moveTo(String id) {
    waitFor("the pointer to be over #" + id, () -> hovers(id));
    settle();
  }

  /** Turns the wheel over a node: notches below zero lead upwards. */
  public void scroll(String id, int notches) {
    moveTo(id);
    robot(() -> robot.mouseWheel(notches));
    settle();
  }

  /** One try. The detour of a pixel makes the pointer move although it may be there already. */
  private boolean hovers(String id) {
    Optional<Node> node = lookup(id);
    if (node.isEmpty() || node.get().isHover()) {
      return node.isPresent();
    }
    Bounds bounds = node.get().localToScreen(node.get().getLayoutBounds());
    robot.mouseMove(bounds.getCenterX() + 1, bounds.getCenterY());
    robot.mouseMove(bounds.getCenterX(), bounds.getCenterY());
    return false;
  }

  /** Presses keys together, the last one being the key proper: {@code press(CONTROL, F)}. */
  public void press(KeyCode... keys) {
    onFx(
        () -> {
          for (KeyCode key : keys) {
            robot.keyPress(key);
          }
          for (int i = keys.length - 1; i >= 0; i--) {
            robot.keyRelease(keys[i]);
          }
          return true;
        });
    settle();
  }

  /** Types lower-case letters, digits and blanks. */
  public void type(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      press(
          c == ' ' ? KeyCode.SPACE : KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(c))));
    }
  }

  /**
   * Drags files from a small window beside this one and drops them on its middle.
   *
   * @param overWindow called when the pointer is over the window and the button still down
   */
  public void drop(List<Path> files, Runnable overWindow) {
    drop(
        files,
        () ->
            new Point2D(stage.getX() + stage.getWidth() / 2, stage.getY() + stage.getHeight() / 2),
        overWindow);
  }

  private void drop(List<Path> files, Callable<Point2D> target, Runnable overWindow) {
    DragSource source = onFx(() -> new DragSource(stage, files));
    try {
      source.waitToShow();
      Point2D from = onFx(source::middle);
      Point2D to = onFx(target);
      robot(() -> robot.mouseMove(from));
      robot(() -> robot.mousePress(MouseButton.PRIMARY));
      for (int step = 1; step <= 20; step++) {
        Point2D at = from.interpolate(to, step / 20.0);
        robot(() -> robot.mouseMove(at));
      }
      overWindow.run();
      // A drop is only made where the window has answered that it takes it: let it answer.
      for (int step = 1; step <= 4; step++) {
        Point2D at = to.add(step, 0);
        robot(() -> robot.mouseMove(at));
        settle();
      }
      robot(() -> robot.mouseRelease(MouseButton.PRIMARY));
      settle();
    } finally {
      onFx(
          () -> {
            source.close();
            return true;
          });
    }
  }

  /** Drags files onto this window and drops them. */
  public void drop(List<Path> files) {
    drop(files, () -> waitToShow("drop-overlay"));
  }

  /** Drags files onto a node of this window and drops them there. */
  public void dropOnto(String id, List<Path> files) {
    drop(files, () -> middleOf(id), () -> waitToShow("drop-overlay"));
  }

  private Point2D middleOf(String id) {
    Bounds on = visible(id).localToScreen(visible(id).getLayoutBounds());
    return new Point2D(on.getCenterX(), on.getCenterY());
  }

  /** Drags a node onto another and lets go. */
  public void drag(String fromId, String toId) {
    moveTo(fromId);
    Point2D from = onFx(() -> robot.getMousePosition());
    Point2D to = onFx(() -> middleOf(toId));
    robot(() -> robot.mousePress(MouseButton.PRIMARY));
    for (int step = 1; step <= 20; step++) {
      Point2D at = from.interpolate(to, step / 20.0);
      robot(() -> robot.mouseMove(at));
    }
    // A drop is only made where the window has answered that it takes it: let it answer.
    for (int step = 1; step <= 4; step++) {
      Point2D at = to.add(step, 0);
      robot(() -> robot.mouseMove(at));
      settle();
    }
    robot(() -> robot.mouseRelease(MouseButton.PRIMARY));
    settle();
  }

  private void robot(Runnable action) {
    onFx(
        () -> {
          action.run();
          return true;
        });
    pause();
  }

  /** The id of the node that has the focus. */
  public String focused() {
    return onFx(
        () -> {
          Node owner = stage.getScene().getFocusOwner();
          return owner == null || owner.getId() == null ? "" : owner.getId();
        });
  }

  /** Whether the picture of what has the focus is another one without it. */
  public boolean focusCanBeSeen() {
    settle();
    Node owner = onFx(() -> stage.getScene().getFocusOwner());
    WritableImage with = onFx(() -> stage.getScene().snapshot(null));
    onFx(
        () -> {
          stage.getScene().getRoot().requestFocus();
          return true;
        });
    settle();
    WritableImage without = onFx(() -> stage.getScene().snapshot(null));
    onFx(
        () -> {
          owner.requestFocus();
          return true;
        });
    Bounds where = onFx(() -> owner.localToScene(owner.getLayoutBounds()));
    return differ(with.getPixelReader(), without.getPixelReader(), where, with);
  }

  private static boolean differ(
      PixelReader one, PixelReader other, Bounds where, WritableImage of) {
    int different = 0;
    int reach = 6;
    int right = (int) Math.min(of.getWidth(), where.getMaxX() + reach);
    int bottom = (int) Math.min(of.getHeight(), where.getMaxY() + reach);
    for (int y = (int) Math.max(0, where.getMinY() - reach); y < bottom; y++) {
      for (int x = (int) Math.max(0, where.getMinX() - reach); x < right; x++) {
        different += one.getArgb(x, y) == other.getArgb(x, y) ? 0 : 1;
      }
    }
    return different >= LEAST_SEEN;
  }

  /** Labels whose words did not fit, apart from the names of profiles in the list. */
  public List<String> cutTexts() {
    return onFx(
        () -> {
          Parent root = stage.getScene().getRoot();
          root.layout(); // a text that has just changed has its old place still
          return Stream.of(".label", ".button", ".toggle-button", ".menu-button")
              .flatMap(kind -> root.lookupAll(kind).stream())
              .filter(node -> reallyVisible(node) && !node.getStyleClass().contains("profile-name"))
              .map(Labeled.class::cast)
              .filter(WindowDriver::cut)
              .map(Labeled::getText)
              .toList();
        });
  }

  private static boolean cut(Labeled labeled) {
    return labeled.getText() != null
        && labeled.lookup(".text") instanceof Text text
        && !text.getText().isEmpty()
        && !text.getText().equals(wordsOf(labeled));
  }

  /** Words that have no room: cut short without a tooltip, or reaching over an edge. */
  public List<String> wordsWithoutRoom() {
    return onFx(() -> Room.lacking(stage.getScene().getRoot()));
  }

  /** What is beyond the window's edges, where nothing scrolls. */
  public List<String> outside() {
    return onFx(() -> Room.outside(stage.getScene().getRoot()));
  }

  /** Keys with Alt that lead to more than one of the controls that can be reached. */
  public List<String> doubleMnemonics() {
    return onFx(() -> Mnemonics.doubles(stage.getScene()));
  }

  /** What is shown in a sheet and named, but not reached with Alt and a letter. */
  public List<String> withoutMnemonic(String sheet) {
    return onFx(() -> Named.in(visible(sheet)).withoutMnemonic());
  }

  /** Letters that lead to more than one of the controls of a sheet. */
  public List<String> doubleMnemonics(String sheet) {
    return onFx(() -> Named.in(visible(sheet)).doubleMnemonics());
  }

  /** Texts of a sheet that are parsed for mnemonics. */
  public List<String> parsed(String sheet) {
    return onFx(() -> Named.in(visible(sheet)).parsed());
  }

  /** Words and signs that hardly stand out from what is behind them, menus and the like as well. */
  public List<String> weakContrasts() {
    return onFx(
        () ->
            Stream.concat(Stream.of(stage), popups())
                .flatMap(window -> Contrasts.tooWeak(window.getScene().getRoot()).stream())
                .toList());
  }

  /** Waits until something has popped up over the window: a menu, a tooltip or a choice. */
  public void waitForPopup() {
    waitFor("something to pop up", () -> popups().findAny().isPresent());
    settle();
  }

  /** Whether what has popped up keeps to the window's sides. */
  public boolean popsUpInside() {
    return onFx(
        () ->
            popups()
                .allMatch(
                    popup ->
                        popup.getX() >= stage.getX()
                            && popup.getX() + popup.getWidth() <= stage.getX() + stage.getWidth()));
  }

  /** The colour of words in what has popped up. */
  public Paint colourInPopup(String words) {
    return onFx(
        () ->
            popups()
                .flatMap(popup -> popup.getScene().getRoot().lookupAll(".label").stream())
                .map(Label.class::cast)
                .filter(label -> label.getText().equals(words))
                .findFirst()
                .orElseThrow(() -> new AssertionError(words + " has not popped up"))
                .getTextFill());
  }

  private static Stream<Window> popups() {
    return Window.getWindows().stream()
        .filter(PopupWindow.class::isInstance)
        .filter(Window::isShowing);
  }

  /** Controls of which a screen reader could say nothing. */
  public List<String> silentControls() {
    return onFx(() -> ScreenReader.silent(stage.getScene().getRoot()));
  }

  /** Gives the content of the window another size. */
  public void resize(double width, double height) {
    onFx(
        () -> {
          stage.setWidth(width + stage.getWidth() - stage.getScene().getWidth());
          stage.setHeight(height + stage.getHeight() - stage.getScene().getHeight());
          return true;
        });
    waitFor(
        "the new size",
        () ->
            Math.abs(stage.getScene().getWidth() - width) < 2
                && Math.abs(stage.getScene().getHeight() - height) < 2);
    settle();
  }

  /** Writes what the window shows into a PNG file. */
  public void screenshot(Path file) throws IOException {
    settle();
    WritableImage image = onFx(() -> stage.getScene().snapshot(null));
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    PixelReader pixels = image.getPixelReader();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(copy, "png", file.toFile());
  }

  /** Lets the window work off what is queued, and draw twice, unless it goes. */
  public void settle() {
    for (int i = 0; i < 2; i++) {
      CompletableFuture<Boolean> drawn = new CompletableFuture<>();
      Subscription gone = onFx(() -> stage.showingProperty().subscribe(is -> drew(drawn, !is)));
      onFx(
          () -> {
            stage
                .getScene()
                .addPostLayoutPulseListener(
                    new Runnable() {
                      @Override
                      public void run() {
                        stage.getScene().removePostLayoutPulseListener(this);
                        drawn.complete(true);
                      }
                    });
            Platform.requestNextPulse();
            return true;
          });
      try {
        drawn.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      } catch (ExecutionException | TimeoutException e) {
        throw new AssertionError("the window does not draw", e);
      } finally {
        Platform.runLater(gone::unsubscribe);
      }
    }
  }

  private static void drew(CompletableFuture<Boolean> drawn, boolean orGone) {
    if (orGone) {
      drawn.complete(true);
    }
  }

  /** Does what the button in the window's frame does: there is no frame without a desktop. */
  public void requestClose() {
    onFx(
        () -> {
          stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
          return true;
        });
  }

  /** Waits until the window is there, or is not. */
  public void waitForWindow(boolean there) {
    waitFor("the window to " + (there ? "come" : "go"), () -> stage.isShowing() == there);
  }

  @Override
  public void close() {
    onFx(
        () -> {
          stage.hide();
          return true;
        });
  }

  /** A shown node, for a test to look at on the JavaFX thread. */
  public Node visible(String id) {
    return lookup(id).orElseThrow(() -> new AssertionError("#" + id + " is not shown"));
  }

  private Optional<Node> lookup(String id) {
    return stage.getScene().getRoot().lookupAll("#" + id.replace(".", "\\.")).stream()
        .filter(WindowDriver::reallyVisible)
        .findFirst();
  }

  static boolean reallyVisible(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static String textOf(Node node) {
    return switch (node) {
      case Labeled labeled -> wordsOf(labeled);
      case TextInputControl input -> input.getText();
      default -> String.valueOf(node.getAccessibleText());
    };
  }

  /**
   * As they are shown: the letter that is reached with Alt is not marked, but may be in brackets.
   */
  private static String wordsOf(Labeled labeled) {
    return labeled.isMnemonicParsing()
        ? labeled.getText().replaceFirst("_(\\p{L})", "$1")
        : labeled.getText();
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
