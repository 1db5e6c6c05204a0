package org.culvert.app.ui.profiles;

import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.culvert.app.state.Standing;
import org.culvert.app.ui.fx.CutText;
import org.culvert.app.ui.fx.ToneMark;
import org.culvert.app.ui.text.Texts;
import org.culvert.app.ui.text.Tone;
import org.culvert.core.api.SessionState;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A profile with the dot of its state; the state's word replaces the server while it matters. */
final class ProfileCell extends ListCell<ProfileItem> {
  private final Region dot = new Region();
  private final Label name = new Label();
  private final Label below = new Label();
  private final VBox words = new VBox(name, below);
  private final FontIcon star = new FontIcon("fth-star");
  private final HBox row = new HBox(dot, words, star);
  private Subscription following = Subscription.EMPTY;

  /**
   * @param moved takes a profile, and the one to whose place it was dragged
   */
  ProfileCell(BiConsumer<ProfileItem, ProfileItem> moved) {
    getStyleClass().add("profile-cell");
    row.getStyleClass().add("profile-row");
    dot.getStyleClass().add("state-dot");
    name.getStyleClass().add("profile-name");
    below.getStyleClass().add("profile-below");
    star.getStyleClass().add("profile-star");
    HBox.setHgrow(words, Priority.ALWAYS);
    ProfileDrag.install(this, moved);
    CutText.tell(name);
    CutText.tell(below);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(@Nullable ProfileItem item, boolean empty) {
    super.updateItem(item, empty);
    following.unsubscribe();
    following = Subscription.EMPTY;
    if (empty || item == null) {
      setGraphic(null);
      setId(null);
      setAccessibleText(null);
      return;
    }
    setId("profile-" + item.name());
    name.setText(item.name());
    star.setVisible(item.profile().favourite());
    star.setManaged(item.profile().favourite());
    setGraphic(row);
    following = item.standingProperty().subscribe(now -> show(item, now));
  }

  private void show(ProfileItem item, Standing now) {
    ToneMark.set(dot, Tone.of(now));
    ToneMark.set(below, Tone.of(now));
    boolean quiet = now.state() == SessionState.DISCONNECTED;
    String elsewhere = item.stored() ? "" : " · " + Texts.of("profiles.elsewhere");
    below.setText(quiet ? item.profile().server() : Texts.of(now) + elsewhere);
    String rank = item.profile().favourite() ? ", " + Texts.of("profiles.is-favourite") : "";
    setAccessibleText(item.name() + ", " + Texts.of(now) + rank);
  }
}
