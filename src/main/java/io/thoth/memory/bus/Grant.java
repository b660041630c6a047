package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.MultiMap;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may do in its organisation. Every question asked over the bus is measured against
 * it, whichever edge it came by.
 *
 * @param keyId the key that grants this, {@code key-…}; null for the password, an open server and
 *     the node itself
 * @param operator whether organisations other than the caller's may be administered too
 * @param agentId the one agent whose things may be touched; null for all
 */
public record Grant(
    @Nullable String keyId, Scope scope, boolean operator, @Nullable String agentId) {

  /** Of the password, of everybody on an open server, and of the node itself. */
  public static final Grant ALL = new Grant(null, Scope.ADMIN, true, null);

  /** How a question names the agent it is about, if it does. */
  private static final ClassValue<Optional<Method>> AGENT =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> question) {
          Optional<Method> accessor =
              Arrays.stream(question.getRecordComponents())
                  .filter(component -> component.getName().equals("agentId"))
                  .map(RecordComponent::getAccessor)
                  .findFirst();
          accessor.ifPresent(method -> method.setAccessible(true));
          return accessor;
        }
      };

  /** Refuses who may not do so much. */
  public void require(Scope wanted) {
    if (!scope.includes(wanted)) {
      throw forbidden(
          "This key may " + scope.text() + ", but this needs a key that may " + wanted.text());
    }
  }

  /** Refuses who may only administer the own organisation. */
  public void requireOperator() {
    if (!operator) {
      throw forbidden("Only the server's own organisation may do this");
    }
  }

  /** Refuses who is bound to an agent, for what concerns the whole organisation. */
  public void requireNoAgent() {
    if (agentId != null) {
      throw forbidden(
          "This key is bound to agent '" + agentId + "' and may do only what is its own");
    }
  }

  /** Refuses a question that goes further than this. */
  void require(Operation<?, ?> operation, Record question) {
    require(operation.scope());
    if (agentId == null || operation.narrowed()) {
      return;
    }
    // Attaching would bring whatever it names within reach.
    boolean reaches = operation.address().endsWith(".attach");
    if (reaches || !agentId.equals(agent(question))) {
      requireNoAgent();
    }
  }

  private static @Nullable Object agent(Record question) {
    Optional<Method> accessor = AGENT.get(question.getClass());
    try {
      return accessor.isEmpty() ? null : accessor.get().invoke(question);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(question.getClass() + " does not tell its agent", e);
    }
  }

  private static Fault forbidden(String why) {
    return new Fault(FaultKind.FORBIDDEN, why);
  }

  void addTo(MultiMap headers) {
    if (this.equals(ALL)) {
      return;
    }
    headers.add("scope", scope.text());
    if (operator) {
      headers.add("operator", "true");
    }
    if (keyId != null) {
      headers.add("key-id", keyId);
    }
    if (agentId != null) {
      headers.add("agent", agentId);
    }
  }

  static Grant of(MultiMap headers) {
    String scope = headers.get("scope");
    return scope == null
        ? ALL
        : new Grant(
            headers.get("key-id"),
            Scope.require("scope", scope),
            headers.contains("operator"),
            headers.get("agent"));
  }
}
