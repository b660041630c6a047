package io.thoth.memory.tenants;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.thoth.memory.tenants.Tenants.User;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.Map;

/** Serves users. Deployed on virtual threads. */
final class UsersVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final Memory memory;
  private final UserStore users = new UserStore();
  private final OrganizationStore organizations = new OrganizationStore();
  private final KeyStore keys = new KeyStore();

  UsersVerticle(Bus bus, Changes changes, Sql sql, Memory memory) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    this.memory = memory;
  }

  @Override
  public Future<?> start() {
    bus.serve(Tenants.USERS, this::list);
    changes.serve(Tenants.CREATE_USER, this::create);
    changes.serve(Tenants.UPDATE_USER, this::update);
    changes.serve(Tenants.DELETE_USER, this::delete);
    return Future.succeededFuture();
  }

  private Tenants.Users list(Tenants.BrowseWithin question, Caller caller) {
    Page page = Reach.page(question);
    return sql.readAnywhere(
        "user.list",
        tx ->
            new Tenants.Users(
                users.page(tx, Reach.filter(caller, question.organizationId()), page)));
  }

  private Work<User> create(Tenants.NewUser question, Caller caller) {
    String organization = Reach.own(caller, question.organizationId());
    Instant now = Times.now();
    User made = new User(Id.fresh(Id.USER), organization, question.name(), now, now, false);
    return tx -> {
      organizations.require(tx, organization);
      users.insert(tx, made);
      log(tx, caller, "user.create", made);
      return made;
    };
  }

  private Work<User> update(Tenants.UserChange question, Caller caller) {
    return tx -> {
      User before = users.requireToChange(tx, Reach.filter(caller, null), question.id());
      String organization =
          question.organizationId() == null
              ? before.organizationId()
              : Reach.own(caller, question.organizationId());
      String name = question.name() == null ? before.name() : question.name();
      Instant now = Times.nowAfter(before.updatedAt());
      User after = new User(before.id(), organization, name, before.createdAt(), now, false);
      if (!organization.equals(before.organizationId())) {
        organizations.require(tx, organization);
        requireNotItsOwn(before);
        keys.revokeOfUser(tx, before.id(), now);
      }
      users.update(tx, after);
      log(tx, caller, "user.update", after);
      tx.afterCommit(memory::forget);
      return after;
    };
  }

  /** What the user made stays, and goes on naming it; keys that act as it are revoked. */
  private Work<User> delete(Tenants.OfUser question, Caller caller) {
    return tx -> {
      User user = users.requireToChange(tx, Reach.filter(caller, null), question.userId());
      requireNotItsOwn(user);
      Instant now = Times.nowAfter(user.updatedAt());
      keys.revokeOfUser(tx, user.id(), now);
      users.delete(tx, user.id());
      log(tx, caller, "user.delete", user);
      tx.afterCommit(memory::forget);
      return new User(user.id(), user.organizationId(), user.name(), user.createdAt(), now, true);
    };
  }

  private static void requireNotItsOwn(User user) {
    if (user.id().equals(Reach.userOf(user.organizationId()))) {
      throw Fault.conflict(
          "User '" + user.id() + "' is its organization's own and stays as long as that does");
    }
  }

  private static void log(Tx tx, Caller caller, String action, User user) {
    Map<String, Object> details = Map.of("name", user.name());
    Audit.log(tx, caller, user.organizationId(), action, user.id(), details);
  }
}
