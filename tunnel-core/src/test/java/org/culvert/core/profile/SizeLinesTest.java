package org.culvert.core.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.culvert.core.profile.MssFixSetting.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeLinesTest {
  @Test
  void fragmentCapsTcpSegmentsTooUnlessMssfixDoes() {
    PacketSizes alone = sizes("fragment 1300 mtu");
    MssFixSetting setting = new MssFixSetting(1300, Kind.MTU);
    assertEquals(Optional.of(setting), alone.fragment());
    assertEquals(Optional.of(setting), alone.mssFix());
    PacketSizes both = sizes("fragment 1300", "mssfix 0");
    assertEquals(Optional.of(new MssFixSetting(1300, Kind.DATAGRAM)), both.fragment());
    assertEquals(Optional.of(new MssFixSetting(0, Kind.DATAGRAM)), both.mssFix());
    assertEquals(Optional.empty(), sizes("fragment 0").fragment());
  }

  @Test
  void theDevicesMtuAndItsLimitAreTaken() {
    PacketSizes sizes = sizes("tun-mtu 1400", "tun-mtu-max 1700");
    assertEquals(OptionalInt.of(1400), sizes.mtu());
    assertEquals(1700, sizes.maxMtu());
  }

  @ParameterizedTest
  @CsvSource({"200, 200", "154, 154", "100, 154", "2048, 2048", "5000, 2048"})
  void theLimitOfControlPacketsLimitsSegmentsToo(int written, int control) {
    PacketSizes sizes = sizes("max-packet-size " + written);
    assertEquals(control, sizes.control());
    assertEquals(Optional.of(new MssFixSetting(written, Kind.MTU)), sizes.mssFix());
  }

  @Test
  void aLimitThatIsChangedIsTold() {
    String told = Samples.parse(Samples.good("max-packet-size 100")).findings().toString();
    assertTrue(told.contains("154 is used for them"), told);
  }

  @Test
  void theEarlierNameOfTheLimitIsTaken() {
    assertEquals(300, sizes("tls-mtu 300").control());
  }

  @Test
  void ofSeveralThingsThatLimitSegmentsTheLastCounts() {
    assertEquals(
        Optional.of(new MssFixSetting(1300, Kind.DATAGRAM)),
        sizes("max-packet-size 1000", "mssfix 1300").mssFix());
    assertEquals(
        Optional.of(new MssFixSetting(1000, Kind.MTU)),
        sizes("mssfix 1300", "max-packet-size 1000").mssFix());
  }

  @ParameterizedTest
  @CsvSource({"no, NEVER", "maybe, MAYBE", "yes, ALWAYS"})
  void discoveryOfThePathsMtuIsTaken(String word, MtuDiscovery expected) {
    assertEquals(Optional.of(expected), sizes("mtu-disc " + word).discovery());
  }

  @Test
  void eachConnectionHasSizesOfItsOwn() {
    List<PacketSizes> sizes =
        Samples.profile(
                Samples.good(
                    "tun-mtu 1400",
                    "mtu-disc maybe",
                    "<connection>",
                    "remote a",
                    "fragment 1200",
                    "mssfix 1100",
                    "</connection>",
                    "<connection>",
                    "remote b 443 tcp",
                    "tun-mtu 1300",
                    "tun-mtu-max 1350",
                    "max-packet-size 300",
                    "mtu-disc yes",
                    "</connection>"))
            .remotes()
            .stream()
            .map(Remote::sizes)
            .toList();
    assertEquals(
        List.of(
            new PacketSizes(
                OptionalInt.of(1400),
                1600,
                Optional.of(new MssFixSetting(1100, Kind.DATAGRAM)),
                Optional.of(new MssFixSetting(1200, Kind.DATAGRAM)),
                1250,
                Optional.of(MtuDiscovery.MAYBE)),
            new PacketSizes(
                OptionalInt.of(1300),
                1350,
                Optional.of(new MssFixSetting(300, Kind.MTU)),
                Optional.empty(),
                300,
                Optional.of(MtuDiscovery.ALWAYS))),
        sizes);
  }

  @Test
  void packetsInPiecesGoToNoServerByTcp() {
    String errors =
        Samples.parse(
                Samples.good(
                    "<connection>",
                    "remote a",
                    "</connection>",
                    "<connection>",
                    "remote b 443 tcp",
                    "fragment 1200",
                    "</connection>"))
            .errors()
            .toString();
    assertTrue(errors.contains("'fragment' cuts datagrams"), errors);
  }

  private static PacketSizes sizes(String... lines) {
    return Samples.profile(Samples.good(lines)).remotes().getFirst().sizes();
  }
}
