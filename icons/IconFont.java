import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the font of the window's icons from Feather's: each icon as one outline. In Feather's the
 * strokes of an icon lie over each other, and JavaFX, where it draws signs as shapes (by software at
 * other scales than 100 %, large or turned), leaves out what is covered twice.
 *
 * <p>{@code java icons/IconFont.java FEATHER.ttf OUT.ttf}; the build does it. Knows the TrueType that
 * it meets there, and refuses another: short places, no glyph made of others.
 */
final class IconFont {
  private static final int ON_CURVE = 1;

  /** Where the head says how the places of glyphs are written. */
  private static final int PLACES_IN_HEAD = 50;

  private static final short LONG_PLACES = 1;

  private final ByteBuffer font;
  private final Map<String, ByteBuffer> tables = new TreeMap<>();

  private final ByteBuffer originals;
  private final ByteBuffer originalPlaces;

  private IconFont(byte[] bytes) {
    font = ByteBuffer.wrap(bytes);
    for (int i = 0; i < font.getShort(4); i++) {
      int entry = 12 + 16 * i;
      byte[] tag = new byte[4];
      font.get(entry, tag);
      tables.put(
          new String(tag, StandardCharsets.US_ASCII),
          font.slice(font.getInt(entry + 8), font.getInt(entry + 12)));
    }
    originals = tables.get("glyf");
    originalPlaces = tables.get("loca");
    if (tables.get("head").getShort(PLACES_IN_HEAD) == LONG_PLACES) {
      throw new IllegalArgumentException("its places are long ones");
    }
  }

  public static void main(String[] args) throws IOException {
    IconFont font = new IconFont(Files.readAllBytes(Path.of(args[0])));
    Path out = Path.of(args[1]);
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.write(out, font.joined());
  }

  private byte[] joined() {
    int count = tables.get("maxp").getShort(4);
    ByteArrayOutputStream outlines = new ByteArrayOutputStream();
    ByteBuffer places = ByteBuffer.allocate(4 * (count + 1));
    int mostPoints = 0;
    int mostContours = 0;
    for (int glyph = 0; glyph < count; glyph++) {
      places.putInt(outlines.size());
      if (place(glyph) < place(glyph + 1)) {
        List<List<int[]>> contours = contours(new Area(outline(glyph)));
        mostContours = Math.max(mostContours, contours.size());
        mostPoints = Math.max(mostPoints, contours.stream().mapToInt(List::size).sum());
        outlines.writeBytes(encode(frame(glyph), contours));
      }
    }
    places.putInt(outlines.size());
    tables.put("maxp", copy("maxp").putShort(6, (short) mostPoints).putShort(8, (short) mostContours));
    tables.put("head", copy("head").putShort(PLACES_IN_HEAD, LONG_PLACES));
    tables.put("loca", places.flip());
    tables.put("glyf", ByteBuffer.wrap(outlines.toByteArray()));
    return whole();
  }

  /** Where a glyph begins in the original outlines, and the one before it ends. */
  private int place(int glyph) {
    return 2 * Short.toUnsignedInt(originalPlaces.getShort(2 * glyph));
  }

  /** Least and greatest x and y, as they were: where a glyph is drawn depends on them. */
  private byte[] frame(int glyph) {
    byte[] frame = new byte[8];
    originals.get(place(glyph) + 2, frame);
    return frame;
  }

  /** A glyph as Feather has it. */
  private Path2D outline(int glyph) {
    ByteBuffer data = originals.duplicate();
    data.position(place(glyph));
    int contours = data.getShort();
    if (contours < 1) {
      throw new IllegalArgumentException("glyph " + glyph + " is made of others");
    }
    data.position(data.position() + 8);
    int[] ends = new int[contours];
    for (int i = 0; i < contours; i++) {
      ends[i] = data.getShort();
    }
    int instructions = data.getShort();
    data.position(data.position() + instructions);
    int points = ends[contours - 1] + 1;
    byte[] flags = new byte[points];
    for (int i = 0; i < points; i++) {
      flags[i] = data.get();
      if ((flags[i] & 8) != 0) {
        int more = Byte.toUnsignedInt(data.get());
        Arrays.fill(flags, i + 1, i + 1 + more, flags[i]);
        i += more;
      }
    }
    int[] x = coordinates(data, flags, 2, 16);
    int[] y = coordinates(data, flags, 4, 32);
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    int first = 0;
    for (int end : ends) {
      trace(path, flags, x, y, first, end);
      first = end + 1;
    }
    return path;
  }

  private static int[] coordinates(ByteBuffer data, byte[] flags, int isShort, int sameOrPlus) {
    int[] all = new int[flags.length];
    int value = 0;
    for (int i = 0; i < flags.length; i++) {
      boolean set = (flags[i] & sameOrPlus) != 0;
      if ((flags[i] & isShort) != 0) {
        int by = Byte.toUnsignedInt(data.get());
        value += set ? by : -by;
      } else if (!set) {
        value += data.getShort();
      }
      all[i] = value;
    }
    return all;
  }

  /** Between two controls there is a point on the curve that is not written down. */
  private static void trace(Path2D path, byte[] flags, int[] x, int[] y, int first, int last) {
    int count = last - first + 1;
    int start = first;
    while ((flags[start] & ON_CURVE) == 0) {
      start++;
    }
    path.moveTo(x[start], y[start]);
    for (int i = 1; i <= count; i++) {
      int at = first + (start - first + i) % count;
      if ((flags[at] & ON_CURVE) != 0) {
        path.lineTo(x[at], y[at]);
        continue;
      }
      int next = first + (start - first + i + 1) % count;
      if ((flags[next] & ON_CURVE) != 0) {
        path.quadTo(x[at], y[at], x[next], y[next]);
        i++;
      } else {
        path.quadTo(x[at], y[at], (x[at] + x[next]) / 2.0, (y[at] + y[next]) / 2.0);
      }
    }
    path.closePath();
  }

  /** Each point: x, y, and whether it is on the curve. */
  private static List<List<int[]>> contours(Area area) {
    List<List<int[]>> contours = new ArrayList<>();
    double[] at = new double[6];
    for (PathIterator it = area.getPathIterator(null); !it.isDone(); it.next()) {
      switch (it.currentSegment(at)) {
        case PathIterator.SEG_MOVETO -> {
          contours.add(new ArrayList<>());
          add(contours, at[0], at[1], ON_CURVE);
        }
        case PathIterator.SEG_LINETO -> add(contours, at[0], at[1], ON_CURVE);
        case PathIterator.SEG_QUADTO -> {
          add(contours, at[0], at[1], 0);
          add(contours, at[2], at[3], ON_CURVE);
        }
        case PathIterator.SEG_CLOSE -> closed(contours.getLast());
        default -> throw new IllegalArgumentException("a curve of the third order");
      }
    }
    // What is left of an overlap that was only rounding.
    contours.removeIf(contour -> size(contour) < 64);
    return contours;
  }

  private static void add(List<List<int[]>> contours, double x, double y, int onCurve) {
    List<int[]> contour = contours.getLast();
    int[] point = {(int) Math.round(x), (int) Math.round(y), onCurve};
    if (contour.isEmpty() || !Arrays.equals(contour.getLast(), point)) {
      contour.add(point);
    }
  }

  private static void closed(List<int[]> contour) {
    if (contour.size() > 1 && Arrays.equals(contour.getFirst(), contour.getLast())) {
      contour.removeLast();
    }
  }

  /** Roughly: twice the area between its points. */
  private static long size(List<int[]> contour) {
    long sum = 0;
    for (int i = 0; i < contour.size(); i++) {
      int[] one = contour.get(i);
      int[] next = contour.get((i + 1) % contour.size());
      sum += (long) one[0] * next[1] - (long) next[0] * one[1];
    }
    return Math.abs(sum);
  }

  private static byte[] encode(byte[] frame, List<List<int[]>> contours) {
    List<int[]> points = contours.stream().flatMap(List::stream).toList();
    ByteBuffer out = ByteBuffer.allocate(16 + 2 * contours.size() + 5 * points.size());
    out.putShort((short) contours.size());
    out.put(frame);
    int end = -1;
    for (List<int[]> contour : contours) {
      end += contour.size();
      out.putShort((short) end);
    }
    out.putShort((short) 0);
    points.forEach(point -> out.put((byte) point[2]));
    for (int axis = 0; axis < 2; axis++) {
      int before = 0;
      for (int[] point : points) {
        out.putShort((short) (point[axis] - before));
        before = point[axis];
      }
    }
    return Arrays.copyOf(out.array(), out.position() + out.position() % 2);
  }

  private ByteBuffer copy(String tag) {
    ByteBuffer table = tables.get(tag).duplicate().rewind();
    return ByteBuffer.allocate(table.remaining()).put(table).flip();
  }

  private byte[] whole() {
    tables.put("head", copy("head").putInt(8, 0));
    int at = 12 + 16 * tables.size();
    ByteBuffer out =
        ByteBuffer.allocate(
            at + tables.values().stream().mapToInt(it -> padded(it.capacity())).sum());
    out.put(font.duplicate().slice(0, 12));
    int head = 0;
    for (Map.Entry<String, ByteBuffer> each : tables.entrySet()) {
      ByteBuffer table = each.getValue().duplicate().rewind();
      int length = table.remaining();
      out.put(at, table, 0, length);
      out.put(each.getKey().getBytes(StandardCharsets.US_ASCII));
      out.putInt(sum(out, at, padded(length))).putInt(at).putInt(length);
      head = each.getKey().equals("head") ? at : head;
      at += padded(length);
    }
    out.putInt(head + 8, 0xB1B0AFBA - sum(out, 0, out.capacity()));
    return out.array();
  }

  private static int padded(int length) {
    return length + 3 & ~3;
  }

  private static int sum(ByteBuffer of, int from, int length) {
    int sum = 0;
    for (int i = from; i < from + length; i += 4) {
      sum += of.getInt(i);
    }
    return sum;
  }
}
