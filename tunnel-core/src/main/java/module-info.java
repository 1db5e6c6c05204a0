import org.jspecify.annotations.NullMarked;

/** The OpenVPN protocol without I/O. */
@NullMarked
module org.culvert.core {
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  requires org.bouncycastle.tls;
  requires org.bouncycastle.util;
  requires org.slf4j;
  requires transitive org.jspecify;
  requires tools.jackson.core;

  exports org.culvert.core.api;
  exports org.culvert.core.api.json;
  exports org.culvert.core.data;
  exports org.culvert.core.keys;
  exports org.culvert.core.plan;
  exports org.culvert.core.profile;
  exports org.culvert.core.push;
  exports org.culvert.core.proxy;
  exports org.culvert.core.reliable;
  exports org.culvert.core.control;
  exports org.culvert.core.demo;
  exports org.culvert.core.session;
  exports org.culvert.core.tls;
  exports org.culvert.core.wire;
  exports org.culvert.core.wrap;
  exports org.culvert.core.tls.bc;

  // AES-GCM by another provider where there is one: see CipherSource.
  uses java.security.Provider;
}
