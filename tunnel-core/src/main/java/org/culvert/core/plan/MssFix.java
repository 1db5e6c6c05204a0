package org.culvert.core.plan;

import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.profile.MssFixSetting;
import org.culvert.core.profile.MssFixSetting.Kind;

/**
 * How large TCP segments inside the tunnel may be so that a sealed packet still fits the path; wire
 * reference 8.11.
 */
public final class MssFix {
  /** Smallest {@code mssfix} that leaves room for data; less is taken as off. */
  public static final int MIN_SETTING = 154;

  private static final MssFixSetting DEFAULT = new MssFixSetting(1492, Kind.MTU);
  private static final int USUAL_TUN_MTU = 1500;
  private static final int INNER_IPV4_AND_TCP = 40;

  /** Where nothing is left: too long a datagram may still pass, none at all does not help. */
  private static final int LEAST_PIECE = 64;

  /** Every TCP must be able to live with so little. */
  private static final int LEAST_SEGMENT = 48;

  private MssFix() {}

  /**
   * What is put around a packet.
   *
   * @param header bytes in front of and behind the encrypted part
   * @param payload bytes added inside the encryption, beside padding
   * @param padsTo to whole numbers of how many bytes it is padded; 0 for not at all
   * @param outerIpv6 whether the server is reached by IPv6
   * @param outerTcp whether the server is reached by TCP
   */
  public record Around(int header, int payload, int padsTo, boolean outerIpv6, boolean outerTcp) {
    /** Bytes of an IP packet to the server beside a datagram that is not sealed as data is. */
    public int outer() {
      return inside() + outside();
    }

    private int inside() {
      return header + (outerTcp ? 2 : 0);
    }

    private int outside() {
      return (outerIpv6 ? 40 : 20) + (outerTcp ? 20 : 8);
    }
  }

  /**
   * The largest segment for TCP over IPv4; over IPv6 it is 20 less.
   *
   * @param setting of the profile; empty for the default
   * @param tunMtu of the device
   * @return empty when segments are to be left alone
   */
  public static OptionalInt maxSegment(Optional<MssFixSetting> setting, int tunMtu, Around around) {
    if (setting.isEmpty() && tunMtu != USUAL_TUN_MTU) {
      return OptionalInt.of(tunMtu - INNER_IPV4_AND_TCP);
    }
    MssFixSetting wanted = setting.orElse(DEFAULT);
    if (wanted.bytes() < MIN_SETTING) {
      return OptionalInt.empty();
    }
    if (wanted.kind() == Kind.FIXED) {
      return OptionalInt.of(wanted.bytes() - INNER_IPV4_AND_TCP);
    }
    return OptionalInt.of(segment(wanted, around));
  }

  /**
   * The same on a path that lets through no longer IP packets than {@code pathMtu}. Where segments
   * are to be left alone, they still are.
   */
  public static OptionalInt maxSegment(
      Optional<MssFixSetting> setting, int tunMtu, Around around, int pathMtu) {
    OptionalInt wanted = maxSegment(setting, tunMtu, around);
    int fits = segment(new MssFixSetting(pathMtu, Kind.MTU), around);
    return wanted.isPresent() ? OptionalInt.of(Math.min(wanted.getAsInt(), fits)) : wanted;
  }

  private static int segment(MssFixSetting wanted, Around around) {
    return Math.max(LEAST_SEGMENT, room(wanted, around) - around.payload() - INNER_IPV4_AND_TCP);
  }

  /**
   * The largest piece of a packet that is cut.
   *
   * @param fragment of the profile
   * @param around whose payload is what each piece has added
   */
  public static int maxPiece(MssFixSetting fragment, Around around) {
    return Math.max(LEAST_PIECE, room(fragment, around) - around.payload());
  }

  private static int room(MssFixSetting wanted, Around around) {
    int room = wanted.bytes() - around.inside();
    if (wanted.kind() == Kind.MTU) {
      room -= around.outside();
    }
    // Padding takes a byte at least.
    return around.padsTo() > 0 ? room / around.padsTo() * around.padsTo() - 1 : room;
  }
}
