package org.culvert.app.keyring.windows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The Credential Manager of one user, over real memory: reads and writes what Windows does. */
final class FakeCredentialManager implements CredentialApi {
  private static final int INVALID_PARAMETER = 87;
  private static final int BAD_USERNAME = 2202;
  private static final int NOT_FOUND = 1168;

  final Map<String, Kept> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  final List<String> asked = new ArrayList<>();

  /** Answered to everything, when it is not 0. */
  int error;

  private final Map<Long, Block> blocks = new HashMap<>();

  record Kept(String target, int type, int persist, String comment, String user, String secret) {}

  /** What was handed out as one, with where the secrets in it lie. */
  private record Block(Memory memory, List<Pointer> secrets, List<Integer> lengths) {}

  @Override
  public int write(long address) {
    asked.add("write");
    if (error != 0) {
      return error;
    }
    Credential credential = new Credential(address);
    if (credential.flags != 0
        || credential.attributeCount != 0
        || credential.type < 1
        || credential.persist < 1
        || credential.persist > 3
        || credential.credentialBlobSize > 5 * 512
        || Credential.text(credential.comment).length() > 255) {
      return INVALID_PARAMETER;
    }
    String user = Credential.text(credential.userName);
    if (user.length() > 512) {
      return BAD_USERNAME;
    }
    String target = Credential.text(credential.targetName);
    kept.put(
        target,
        new Kept(
            target,
            credential.type,
            credential.persist,
            Credential.text(credential.comment),
            user,
            new String(
                credential.credentialBlob.getByteArray(0, credential.credentialBlobSize),
                StandardCharsets.UTF_8)));
    return 0;
  }

  @Override
  public int read(String target, long[] found) {
    asked.add("read " + target);
    Kept one = kept.get(target);
    if (error != 0 || one == null) {
      return error != 0 ? error : NOT_FOUND;
    }
    found[0] = handOut(List.of(one), 0);
    return 0;
  }

  @Override
  public int enumerate(String filter, int[] count, long[] found) {
    asked.add("enumerate " + filter);
    if (error != 0) {
      return error;
    }
    String prefix = filter.substring(0, filter.length() - 1);
    assertEquals(prefix + "*", filter);
    List<Kept> all =
        kept.values().stream()
            .filter(it -> it.target().regionMatches(true, 0, prefix, 0, prefix.length()))
            .toList();
    if (all.isEmpty()) {
      return NOT_FOUND;
    }
    count[0] = all.size();
    found[0] = handOut(all, all.size() * Long.BYTES);
    return 0;
  }

  @Override
  public int delete(String target) {
    asked.add("delete " + target);
    if (error != 0) {
      return error;
    }
    return kept.remove(target) == null ? NOT_FOUND : 0;
  }

  @Override
  public void free(long address) {
    Block block = blocks.remove(address);
    assertNotNull(block, "freed what was not handed out");
    for (int i = 0; i < block.secrets().size(); i++) {
      int length = block.lengths().get(i);
      assertArrayEquals(
          new byte[length], block.secrets().get(i).getByteArray(0, length), "freed unwiped");
    }
    block.memory().close();
  }

  Kept kept(String target) {
    return Objects.requireNonNull(kept.get(target));
  }

  /** How much was not given back. */
  int unfreed() {
    return blocks.size();
  }

  /** One block, with an array of addresses in front of the credentials where there is one. */
  private long handOut(List<Kept> credentials, int arraySize) {
    Memory memory = new Memory(arraySize + credentials.size() * 8192L);
    memory.setMemory(0, memory.size(), (byte) 0x55);
    Block block = new Block(memory, new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < credentials.size(); i++) {
      Pointer place = memory.share(arraySize + i * 8192L);
      if (arraySize > 0) {
        memory.setPointer((long) i * Long.BYTES, place);
      }
      lay(credentials.get(i), place, block);
    }
    long address = Pointer.nativeValue(memory);
    blocks.put(address, block);
    return address;
  }

  private static void lay(Kept one, Pointer place, Block block) {
    Credential credential = new Credential(Pointer.nativeValue(place));
    credential.flags = 0;
    credential.type = one.type();
    credential.persist = one.persist();
    credential.attributeCount = 0;
    credential.attributes = Pointer.NULL;
    credential.targetAlias = Pointer.NULL;
    credential.lastWritten.low = 1;
    credential.lastWritten.high = 2;
    credential.targetName = text(one.target(), place.share(256));
    credential.comment = text(one.comment(), place.share(1024));
    credential.userName = one.user().isEmpty() ? Pointer.NULL : text(one.user(), place.share(2048));
    byte[] secret = one.secret().getBytes(StandardCharsets.UTF_8);
    credential.credentialBlobSize = secret.length;
    credential.credentialBlob = secret.length == 0 ? Pointer.NULL : place.share(4096);
    place.write(4096, secret, 0, secret.length);
    credential.write();
    block.secrets().add(place.share(4096));
    block.lengths().add(secret.length);
  }

  private static Pointer text(String text, Pointer place) {
    byte[] units = text.getBytes(StandardCharsets.UTF_16LE);
    place.write(0, units, 0, units.length);
    place.setShort(units.length, (short) 0);
    return place;
  }
}
