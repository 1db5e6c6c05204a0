package org.culvert.core.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.culvert.core.fuzz.FuzzTarget;

/** Lines of the local socket, as the helper and as the window reads them. */
public final class SocketLinesFuzz implements FuzzTarget {
  private static final int LONGEST = 1 << 20;

  /** For the list of targets. */
  public SocketLinesFuzz() {}

  @Override
  public String name() {
    return "socket-lines";
  }

  @Override
  public List<byte[]> seeds() {
    return Stream.of(
            "{\"id\":1,\"request\":{\"type\":\"hello\",\"protocol\":1,\"client\":\"culvert\"}}",
            "{\"id\":7,\"request\":{\"type\":\"connect\",\"name\":\"office\",\"profile\":\"client\","
                + "\"dataPath\":\"kernel\",\"credentials\":{\"username\":\"ann\","
                + "\"password\":\"cMOkc3N3b3Jk\"}}}",
            """
            {"id":2,"request":{"type":"subscribe"}}
            {"id":3,"request":{"type":"disconnect","name":"office"}}
            """,
            "{\"id\":1,\"response\":{\"type\":\"accepted\"}}",
            "{\"event\":{\"type\":\"log\",\"name\":\"a\",\"line\":{\"time\":1,\"level\":\"info\","
                + "\"text\":\"b\"}}}")
        .map(text -> text.getBytes(UTF_8))
        .toList();
  }

  @Override
  public void run(byte[] input) {
    read(input);
    for (byte[] line : lines(input)) {
      read(line);
    }
  }

  private static void read(byte[] line) {
    try {
      Frame.Call call = ApiJson.readCall(line);
      byte[] written = ApiJson.write(call);
      assertArrayEquals(written, ApiJson.write(ApiJson.readCall(written)));
    } catch (MalformedMessageException refused) {
      // The one way to refuse.
    }
    try {
      Optional<Frame> frame = ApiJson.readFromHelper(line);
      frame.ifPresent(ApiJson::write);
    } catch (MalformedMessageException refused) {
      // The one way to refuse.
    }
  }

  private static List<byte[]> lines(byte[] input) {
    LineAssembler assembler = new LineAssembler(LONGEST);
    List<byte[]> lines = new ArrayList<>();
    try {
      for (int at = 0; at < input.length; ) {
        ByteBuffer room = assembler.room();
        int count = Math.min(input.length - at, room.remaining());
        room.put(input, at, count);
        assembler.filled(count);
        at += count;
        for (Optional<byte[]> next = assembler.next(); next.isPresent(); next = assembler.next()) {
          lines.add(next.get());
        }
      }
    } catch (MalformedMessageException tooLong) {
      return lines;
    }
    return lines;
  }
}
