package org.culvert.helper.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.attribute.UserPrincipal;
import org.culvert.helper.policy.Owner;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final Owner ROOT = owner("root");

  private final Admission admission = new Admission(SocketLimits.DEFAULT, ROOT);

  @Test
  void eightUsersCannotLockOutAnotherOne() {
    for (int user = 0; user < 8; user++) {
      fill(owner("user" + user));
    }
    assertTrue(admission.enter(owner("other")));
  }

  @Test
  void noNumberOfUsersLocksOutRoot() {
    for (int user = 0; user < 1000; user++) {
      fill(owner("user" + user));
    }
    assertFalse(admission.enter(owner("other")));
    assertTrue(admission.enter(ROOT));
  }

  @Test
  void whoLeavesMakesRoom() {
    Owner ann = owner("ann");
    assertEquals(SocketLimits.DEFAULT.connectionsPerOwner(), fill(ann));
    admission.leave(ann);
    assertEquals(1, fill(ann));
  }

  private int fill(Owner owner) {
    int count = 0;
    while (admission.enter(owner)) {
      count++;
    }
    return count;
  }

  private static Owner owner(String name) {
    UserPrincipal principal =
        new UserPrincipal() {
          @Override
          public String getName() {
            return name;
          }

          @Override
          public boolean equals(Object other) {
            return other instanceof UserPrincipal user && user.getName().equals(name);
          }

          @Override
          public int hashCode() {
            return name.hashCode();
          }
        };
    return new Owner(principal);
  }
}
