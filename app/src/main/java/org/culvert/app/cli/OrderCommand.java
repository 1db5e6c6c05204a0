package org.culvert.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.culvert.app.profiles.StoredProfile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "order",
    mixinStandardHelpOptions = true,
    description = {
      "Show some stored profiles before the others, in the order that is given.",
      "Favourites still come first."
    })
final class OrderCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "The profiles' names.")
  private List<String> names = List.of();

  OrderCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Set<StoredProfile> order = new LinkedHashSet<>();
    for (String name : names) {
      order.add(context.stored(name));
    }
    order.addAll(context.store().list());
    context.store().place(new ArrayList<>(order));
    return 0;
  }
}
