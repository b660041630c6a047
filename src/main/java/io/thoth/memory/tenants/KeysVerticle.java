package io.thoth.memory.tenants;

import io.thoth.memory.access.ApiKey;
import io.thoth.memory.access.Known;
import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.thoth.memory.tenants.Keys.Issued;
import io.thoth.memory.tenants.Keys.Key;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves API keys, and tells the edge who is calling. Deployed on virtual threads. */
final class KeysVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final KeySeal seal;
  private final Memory memory;
  private final KeyStore keys = new KeyStore();
  private final UserStore users = new UserStore();
  private final OrganizationStore organizations = new OrganizationStore();

  KeysVerticle(Bus bus, Changes changes, Sql sql, KeySeal seal, Memory memory) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    this.seal = seal;
    this.memory = memory;
  }

  @Override
  public Future<?> start() {
    bus.serve(Known.KEY, this::keyAtHand, this::key);
    bus.serve(Known.USER, (question, _) -> memory.find(question), this::user);
    bus.serve(Keys.LIST, this::list);
    bus.serve(Keys.READ, this::read);
    changes.serve(Keys.CREATE, this::create);
    changes.serve(Keys.ROTATE, this::rotate);
    changes.serve(Keys.REVOKE, this::revoke);
    return Future.succeededFuture();
  }

  private Optional<Answer<Known.Key>> keyAtHand(Known.OfKey question, Caller caller) {
    Optional<Answer<Known.Key>> known = memory.find(question);
    return known.filter(answer -> KeyStore.isGood(answer.value(), Instant.now()));
  }

  private Known.Key key(Known.OfKey question, Caller caller) {
    return memory.learn(
        question,
        () ->
            sql.read("access.key", tx -> keys.find(tx, question.prefix(), Times.now()))
                .filter(found -> seal.fits(found.hash(), question.digest()))
                .orElseThrow(() -> Fault.notFound("Key", question.prefix()))
                .key());
  }

  private Known.User user(Known.OfUser question, Caller caller) {
    return memory.learn(
        question,
        () ->
            sql.read("access.user", tx -> users.known(tx, question.userId()))
                .orElseThrow(() -> Fault.notFound("User", question.userId())));
  }

  private Keys.Page list(Tenants.BrowseWithin question, Caller caller) {
    return sql.readAnywhere(
        "key.list",
        tx ->
            new Keys.Page(
                keys.page(
                    tx, Reach.filter(caller, question.organizationId()), Reach.page(question))));
  }

  private Key read(Keys.OfKey question, Caller caller) {
    return sql.read(
        "key.read", tx -> keys.require(tx, Reach.filter(caller, null), question.keyId()));
  }

  private Work<Issued> create(Keys.Create question, Caller caller) {
    requireNoRepetition(caller);
    Instant now = Times.now();
    if (question.expiresAt() != null && !question.expiresAt().isAfter(now)) {
      throw Fault.invalid("expires_at", "must be a time to come");
    }
    ApiKey text = ApiKey.fresh();
    String hash = seal.make(text.digest());
    return tx -> {
      String organization = Reach.own(caller, question.organizationId());
      organizations.require(tx, organization);
      Key made = made(tx, caller, question, organization, text, now);
      keys.insert(tx, made, question.scope());
      keys.insertText(tx, made.id(), text.prefix(), hash, now);
      Audit.log(tx, caller, organization, "key.create", made.id(), details(made));
      return new Issued(made, text.text());
    };
  }

  private Key made(
      Tx tx, Caller caller, Keys.Create asked, String organization, ApiKey text, Instant now) {
    String user = asked.userId() == null ? Reach.userOf(organization) : asked.userId();
    users.require(tx, organization, user);
    if (asked.agentId() != null) {
      AgentDirectory.require(tx, organization, asked.agentId());
    }
    return new Key(
        Id.fresh(Id.KEY),
        organization,
        user,
        asked.name(),
        KeyStore.scopes(asked.scope()),
        asked.agentId(),
        "thm_" + text.prefix(),
        caller.actor(),
        now,
        asked.expiresAt(),
        null);
  }

  private static Map<String, @Nullable Object> details(Key key) {
    Map<String, @Nullable Object> details = new HashMap<>();
    details.put("name", key.name());
    details.put("scopes", key.scopes());
    details.put("agent_id", key.agentId());
    details.put("user_id", key.userId());
    details.put("expires_at", key.expiresAt());
    return details;
  }

  private Work<Issued> rotate(Keys.Rotate question, Caller caller) {
    requireNoRepetition(caller);
    int overlap =
        question.overlapSeconds() == null ? Keys.USUAL_OVERLAP : question.overlapSeconds();
    ApiKey text = ApiKey.fresh();
    String hash = seal.make(text.digest());
    return tx -> {
      Instant now = Times.now();
      Key key = keys.requireToChange(tx, Reach.filter(caller, null), question.keyId());
      if (key.revokedAt() != null || (key.expiresAt() != null && !key.expiresAt().isAfter(now))) {
        throw Fault.conflict("Key '" + key.id() + "' is no good any more; create another");
      }
      keys.retireTexts(tx, key.id(), now, now.plusSeconds(overlap));
      keys.insertText(tx, key.id(), text.prefix(), hash, now);
      Map<String, Object> details = Map.of("overlap_seconds", overlap);
      Audit.log(tx, caller, key.organizationId(), "key.rotate", key.id(), details);
      tx.afterCommit(memory::forget);
      return new Issued(keys.require(tx, null, key.id()), text.text());
    };
  }

  /** The answer is remembered under an idempotency key, and the text of a key is kept nowhere. */
  private static void requireNoRepetition(Caller caller) {
    if (caller.key() != null) {
      throw Fault.invalid(
          "Idempotency-Key", "is not taken here, because the answer cannot be given again");
    }
  }

  private Work<Key> revoke(Keys.OfKey question, Caller caller) {
    return tx -> {
      Key key = keys.requireToChange(tx, Reach.filter(caller, null), question.keyId());
      keys.revoke(tx, key.id(), Times.now());
      if (key.revokedAt() == null) {
        Audit.log(tx, caller, key.organizationId(), "key.revoke", key.id(), Map.of());
      }
      tx.afterCommit(memory::forget);
      return keys.require(tx, null, key.id());
    };
  }
}
