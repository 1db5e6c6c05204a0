package org.culvert.core.profile;

import java.util.Optional;
import java.util.OptionalInt;

/** Packet sizes while they are read. Mutable, lives as long as the reading. */
final class SizeDraft {
  OptionalInt mtu = OptionalInt.empty();
  int maxMtu = PacketSizes.DEFAULT.maxMtu();
  Optional<MssFixSetting> mssFix = Optional.empty();
  Optional<MssFixSetting> fragment = Optional.empty();

  /** Where packets are cut, which only datagrams allow. */
  Optional<Statement> fragmentAt = Optional.empty();

  int control = PacketSizes.DEFAULT.control();
  Optional<MtuDiscovery> discovery = Optional.empty();

  SizeDraft copy() {
    SizeDraft draft = new SizeDraft();
    draft.mtu = mtu;
    draft.maxMtu = maxMtu;
    draft.mssFix = mssFix;
    draft.fragment = fragment;
    draft.fragmentAt = fragmentAt;
    draft.control = control;
    draft.discovery = discovery;
    return draft;
  }

  PacketSizes build() {
    // Who has packets cut wants TCP to need no cutting.
    Optional<MssFixSetting> segments = mssFix.isPresent() ? mssFix : fragment;
    return new PacketSizes(mtu, maxMtu, segments, fragment, control, discovery);
  }
}
