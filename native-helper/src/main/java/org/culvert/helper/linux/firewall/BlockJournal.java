package org.culvert.helper.linux.firewall;

import java.nio.file.Path;
import org.culvert.helper.host.Journal;

/** The blocks that stand or are about to. */
final class BlockJournal extends Journal<Block> {
  static final String NAME = "blocks.journal";

  BlockJournal(Path directory) {
    super(
        directory,
        NAME,
        "culvert blocks 1",
        "let traffic pass with: nft delete table inet culvert");
  }

  @Override
  protected String format(Block block) {
    return block.line();
  }

  @Override
  protected Block parse(String line) {
    return Block.parse(line);
  }
}
