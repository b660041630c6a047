package io.thoth.memory.search;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses once per JVM. {@link SimdKernel} is the only class that names the incubator module, and
 * it is loaded only when the module is there.
 */
final class BestKernel {
  private static final Logger LOG = LoggerFactory.getLogger(BestKernel.class);
  static final VectorKernel CHOSEN = choose();

  private BestKernel() {}

  private static VectorKernel choose() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      return new SimdKernel();
    }
    LOG.warn(
        "event=search.scalar why=\"no --add-modules=jdk.incubator.vector\" cost=\"about 10x\"");
    return new ScalarKernel();
  }
}
