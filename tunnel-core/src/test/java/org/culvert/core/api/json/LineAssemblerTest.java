package org.culvert.core.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LineAssemblerTest {
  @Property(tries = 200)
  void linesComeOutAsTheyWentInHoweverTheyWereCut(
      @ForAll @Size(max = 20) List<@IntRange(max = 30_000) Integer> lengths,
      @ForAll @IntRange(min = 1, max = 9_000) int piece)
      throws Exception {
    StringBuilder text = new StringBuilder();
    List<String> lines = new ArrayList<>();
    for (int length : lengths) {
      String line = String.valueOf((char) ('a' + lines.size())).repeat(length);
      lines.add(line);
      text.append(line).append('\n');
    }
    LineAssembler assembler = new LineAssembler(30_000);
    List<String> out = new ArrayList<>();
    ByteBuffer stream = ByteBuffer.wrap(text.toString().getBytes(UTF_8));
    while (stream.hasRemaining()) {
      ByteBuffer room = assembler.room();
      int count = Math.min(Math.min(piece, room.remaining()), stream.remaining());
      room.put(stream.slice(stream.position(), count));
      stream.position(stream.position() + count);
      assembler.filled(count);
      for (Optional<byte[]> line = assembler.next(); line.isPresent(); line = assembler.next()) {
        out.add(new String(line.get(), UTF_8));
      }
    }
    assertEquals(lines, out);
    assertEquals(0, assembler.pending());
  }

  @Property(tries = 20)
  void aLineThatIsTooLongIsRefusedBeforeItsEnd(@ForAll @IntRange(min = 101, max = 8000) int size) {
    LineAssembler assembler = new LineAssembler(100);
    assembler.room().put(new byte[size]);
    assembler.filled(size);
    assertEquals(size, assembler.pending());
    assertThrows(MalformedMessageException.class, assembler::next);
  }
}
