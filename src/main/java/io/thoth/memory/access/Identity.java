package io.thoth.memory.access;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Grant;
import java.util.Optional;

/**
 * Who sent a request, as far as its headers say.
 *
 * @param tenant the organisation whose data it may see
 * @param actor the user it runs as
 * @param rate how often this organisation may ask; empty for as often as it likes
 */
public record Identity(String tenant, String actor, Grant grant, Optional<Rate> rate) {

  /** Of the default organisation, with nothing forbidden. */
  static Identity operator(Optional<Rate> rate) {
    return new Identity(Caller.DEFAULT_TENANT, Caller.DEFAULT_ACTOR, Grant.ALL, rate);
  }

  /** The same acting as another user, of whatever organisation. */
  Identity as(String user, String organization, Optional<Rate> itsRate) {
    return new Identity(organization, user, grant, itsRate);
  }
}
