package org.culvert.helper.demo;

import java.util.List;
import org.culvert.core.plan.DnsPlan;
import org.culvert.helper.host.HostDns;

/** A machine that looks up no names. */
public record NoDns() implements HostDns {
  @Override
  public Applied apply(String device, DnsPlan plan) {
    return Applied.NOTHING;
  }

  @Override
  public List<String> repair(String device) {
    return List.of();
  }

  @Override
  public void release(String device) {}

  @Override
  public List<String> recover() {
    return List.of();
  }
}
