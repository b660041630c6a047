package io.thoth.memory.tenants;

import io.thoth.memory.access.AccessConfig;
import io.thoth.memory.access.Usage;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Scope;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Work;
import io.thoth.memory.tenants.Tenants.Allowance;
import io.thoth.memory.tenants.Tenants.Organization;
import io.thoth.memory.tenants.Tenants.User;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Serves organisations, their quotas and the log of acts. Deployed on virtual threads. */
final class TenantsVerticle extends VerticleBase {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final Memory memory;
  private final AccessConfig config;
  private final OrganizationStore organizations = new OrganizationStore();
  private final UserStore users = new UserStore();
  private final QuotaStore quotas;
  private final Removal removal;

  TenantsVerticle(Bus bus, Changes changes, Sql sql, Memory memory, AccessConfig config) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    this.memory = memory;
    this.config = config;
    quotas = new QuotaStore(config.rate());
    removal = new Removal(sql, Clock.systemUTC());
  }

  @Override
  public Future<?> start() {
    Usage.settle(sql, config.quota());
    bus.serve(Tenants.ORGANIZATIONS, this::list);
    bus.serve(Tenants.QUOTA, this::quota);
    bus.serve(Tenants.AUDIT, this::audit);
    bus.serve(Tenants.LOGIN, TenantsVerticle::login);
    changes.serve(Tenants.CREATE_ORGANIZATION, this::create);
    changes.serve(Tenants.UPDATE_ORGANIZATION, this::update);
    changes.serve(Tenants.DELETE_ORGANIZATION, this::delete);
    changes.serve(Tenants.SET_QUOTA, this::setQuota);
    vertx.setPeriodic(FIRST.toMillis(), PAUSE.toMillis(), _ -> removal.runLeniently());
    return Future.succeededFuture();
  }

  private Tenants.Organizations list(Tenants.Browse question, Caller caller) {
    Page page = Reach.page(question);
    return sql.readAnywhere(
        "org.list",
        tx -> new Tenants.Organizations(organizations.page(tx, Reach.filter(caller, null), page)));
  }

  private Work<Organization> create(Tenants.NewOrganization question, Caller caller) {
    caller.grant().requireOperator();
    Instant now = Times.now();
    boolean privileged = Boolean.TRUE.equals(question.privilegedTools());
    Organization made =
        new Organization(Id.fresh(Id.ORGANIZATION), question.name(), now, privileged);
    String own = Reach.userOf(made.id());
    return tx -> {
      organizations.insert(tx, made);
      users.insert(tx, new User(own, made.id(), "default_user", now, now, false));
      Map<String, Object> details = Map.of("name", made.name(), "user_id", own);
      Audit.log(tx, caller, made.id(), "organization.create", made.id(), details);
      return made;
    };
  }

  private Work<Organization> update(Tenants.OrganizationChange question, Caller caller) {
    caller.grant().requireOperator();
    return tx -> {
      Organization before = organizations.requireToChange(tx, question.orgId());
      Organization after =
          new Organization(
              before.id(),
              question.name() == null ? before.name() : question.name(),
              before.createdAt(),
              question.privilegedTools() == null
                  ? before.privilegedTools()
                  : question.privilegedTools());
      organizations.update(tx, after);
      Map<String, Object> details =
          Map.of("name", after.name(), "privileged_tools", after.privilegedTools());
      Audit.log(tx, caller, after.id(), "organization.update", after.id(), details);
      return after;
    };
  }

  /** At once nobody gets in any more; what it kept is removed in the background. */
  private Work<Organization> delete(Tenants.OfOrganization question, Caller caller) {
    caller.grant().requireOperator();
    if (question.orgId().equals(Caller.DEFAULT_TENANT)) {
      throw Fault.conflict("The default organization always exists");
    }
    return tx -> {
      Organization gone = organizations.requireToChange(tx, question.orgId());
      organizations.delete(tx, gone.id());
      Map<String, Object> details = Map.of("name", gone.name());
      Audit.log(tx, caller, gone.id(), "organization.delete", gone.id(), details);
      tx.afterCommit(memory::forget);
      tx.afterCommit(() -> context.runOnContext(_ -> removal.runLeniently()));
      return gone;
    };
  }

  private Allowance quota(Tenants.OfOrganization question, Caller caller) {
    String organization = Reach.own(caller, question.orgId());
    return sql.read(
        "quota.read",
        tx -> {
          organizations.require(tx, organization);
          return quotas.read(tx, organization);
        });
  }

  private Work<Allowance> setQuota(Tenants.QuotaChange question, Caller caller) {
    caller.grant().requireOperator();
    return tx -> {
      organizations.require(tx, question.orgId());
      quotas.write(tx, question.orgId(), question.limits());
      Map<String, Object> details = Map.of("limits", question.limits());
      Audit.log(tx, caller, question.orgId(), "quota.set", question.orgId(), details);
      tx.afterCommit(memory::forget);
      return quotas.read(tx, question.orgId());
    };
  }

  private Tenants.Acts audit(Tenants.BrowseWithin question, Caller caller) {
    String organization = Reach.filter(caller, question.organizationId());
    Page page =
        Page.of(
            question.before(),
            question.after(),
            question.limit(),
            50,
            Page.descending(question.order(), true));
    return sql.readAnywhere(
        "audit.list", tx -> new Tenants.Acts(Audit.page(tx, organization, page)));
  }

  private static Tenants.Session login(Tenants.Login question, Caller caller) {
    String uuid = caller.actor().substring(Id.USER.length() + 1);
    return new Tenants.Session(uuid, caller.grant().scope() == Scope.ADMIN);
  }
}
