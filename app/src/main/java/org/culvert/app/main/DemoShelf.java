package org.culvert.app.main;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.culvert.app.cli.Window.Demo;
import org.culvert.app.ui.imports.ImportSource;
import org.culvert.app.ui.imports.Inspection;
import org.culvert.app.ui.profiles.ProfileShelf;
import org.culvert.app.ui.profiles.StoredProfile;
import org.culvert.app.ui.text.Texts;
import org.culvert.core.api.KnownSecrets;

/** The user's profiles and the demo's, which is never stored. */
final class DemoShelf implements ProfileShelf {
  private final ProfileShelf shelf;
  private final Demo demo;

  DemoShelf(ProfileShelf shelf, Demo demo) {
    this.shelf = shelf;
    this.demo = demo;
  }

  @Override
  public List<StoredProfile> list() throws IOException {
    List<StoredProfile> profiles = new ArrayList<>(shelf.list());
    profiles.removeIf(profile -> isDemo(profile.name()));
    profiles.addFirst(new StoredProfile(demo.name(), Texts.of("demo.server")));
    return profiles;
  }

  @Override
  public Inspection inspect(List<ImportSource> sources) throws IOException {
    return shelf.inspect(sources);
  }

  @Override
  public String rename(String name, String newName) throws IOException {
    return shelf.rename(name, newName);
  }

  @Override
  public String duplicate(String name) throws IOException {
    return shelf.duplicate(name);
  }

  @Override
  public void favourite(String name, boolean now) throws IOException {
    shelf.favourite(name, now);
  }

  @Override
  public void place(List<String> names) throws IOException {
    shelf.place(names.stream().filter(name -> !isDemo(name)).toList());
  }

  @Override
  public String text(String name) throws IOException {
    return isDemo(name) ? demo.profile() : shelf.text(name);
  }

  @Override
  public void revise(String name, String before, String text) throws IOException {
    shelf.revise(name, before, text);
  }

  @Override
  public KnownSecrets known(String name) throws IOException {
    return isDemo(name) ? KnownSecrets.NONE : shelf.known(name);
  }

  @Override
  public Optional<String> secretsId(String name) throws IOException {
    return isDemo(name) ? Optional.empty() : shelf.secretsId(name);
  }

  @Override
  public boolean removable(String name) {
    return !isDemo(name) && shelf.removable(name);
  }

  @Override
  public Undo remove(String name) throws IOException {
    if (isDemo(name)) {
      throw new IOException("the demo goes when its window is closed");
    }
    return shelf.remove(name);
  }

  @Override
  public Runnable watch(Runnable changed) {
    return shelf.watch(changed);
  }

  private boolean isDemo(String name) {
    return demo.name().equals(name);
  }
}
