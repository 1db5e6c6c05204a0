import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.transform.Scale;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Renders the masters in this folder to PNG files, with the JavaFX that the window needs anyway.
 * Knows just the SVG that the masters use: rect, path, g, clip-path, vertical gradients.
 *
 * <p>{@code java --module-path MODULES --add-modules javafx.graphics icons/RenderIcons.java icons}
 * with MODULES being app/target/modules; needs a display.
 */
final class RenderIcons {
  private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256, 512};
  private static final int LARGEST_SMALL = 24;
  private static final int[] TRAY_SIZES = {22, 24, 32, 48};
  private static final String[] TRAY_SIGNS = {"tray-off", "tray-connecting", "tray-on", "tray-problem"};

  private final Map<String, Paint> gradients = new HashMap<>();
  private final Map<String, Shape> clips = new HashMap<>();

  private RenderIcons() {}

  public static void main(String[] args) {
    File folder = new File(args[0]);
    Platform.startup(
        () -> {
          try {
            for (int size : SIZES) {
              String master = size <= LARGEST_SMALL ? "culvert-small.svg" : "culvert.svg";
              write(new File(folder, master), size, new File(folder, "culvert-" + size + ".png"));
            }
            for (String sign : TRAY_SIGNS) {
              for (int size : TRAY_SIZES) {
                write(new File(folder, sign + ".svg"), size, new File(folder, sign + "-" + size + ".png"));
              }
            }
          } catch (Exception e) {
            throw new IllegalStateException("cannot render the icons in " + folder, e);
          } finally {
            // Not at once: JavaFX is still starting when it calls us.
            Platform.runLater(Platform::exit);
          }
        });
  }

  private static void write(File master, int size, File target) throws Exception {
    Element svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(master).getDocumentElement();
    Group drawing = new Group(new RenderIcons().children(svg));
    double width = Double.parseDouble(svg.getAttribute("viewBox").split(" ")[2]);
    SnapshotParameters how = new SnapshotParameters();
    how.setFill(Color.TRANSPARENT);
    how.setTransform(new Scale(size / width, size / width));
    how.setViewport(new javafx.geometry.Rectangle2D(0, 0, size, size));
    var pixels = drawing.snapshot(how, null).getPixelReader();
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        image.setRGB(x, y, pixels.getArgb(x, y));
      }
    }
    ImageIO.write(image, "png", target);
  }

  private List<Node> children(Element parent) {
    List<Node> nodes = new ArrayList<>();
    for (Element element : elements(parent)) {
      switch (element.getTagName()) {
        case "defs" -> children(element);
        case "linearGradient" -> gradients.put("url(#" + element.getAttribute("id") + ")", gradient(element));
        case "clipPath" -> clips.put("url(#" + element.getAttribute("id") + ")", shape(elements(element).getFirst()));
        case "g" -> {
          Group group = new Group(children(element));
          group.setClip(clips.get(element.getAttribute("clip-path")));
          nodes.add(group);
        }
        default -> nodes.add(shape(element));
      }
    }
    return nodes;
  }

  private Shape shape(Element element) {
    Shape shape =
        switch (element.getTagName()) {
          case "rect" -> {
            Rectangle rect = new Rectangle(number(element, "x"), number(element, "y"), number(element, "width"), number(element, "height"));
            rect.setArcWidth(2 * number(element, "rx"));
            rect.setArcHeight(2 * number(element, "rx"));
            yield rect;
          }
          case "path" -> {
            SVGPath path = new SVGPath();
            path.setContent(element.getAttribute("d"));
            yield path;
          }
          default -> throw new IllegalArgumentException("unknown element " + element.getTagName());
        };
    String fill = element.getAttribute("fill");
    shape.setFill(gradients.containsKey(fill) ? gradients.get(fill) : fill.isEmpty() ? Color.BLACK : Color.web(fill));
    return shape;
  }

  private static Paint gradient(Element element) {
    Stop[] stops =
        elements(element).stream()
            .map(stop -> new Stop(number(stop, "offset"), Color.web(stop.getAttribute("stop-color"))))
            .toArray(Stop[]::new);
    return new LinearGradient(0, 0, 0, 1, true, CycleMethod.NO_CYCLE, stops);
  }

  private static double number(Element element, String name) {
    String value = element.getAttribute(name);
    return value.isEmpty() ? 0 : Double.parseDouble(value);
  }

  private static List<Element> elements(Element parent) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i) instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }
}
