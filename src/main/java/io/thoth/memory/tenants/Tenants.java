package io.thoth.memory.tenants;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract of organisations, users, quotas and the log of administrative acts. Where an
 * organisation may be named, that is for the operator; other administrators have their own, and any
 * other is not there for them.
 */
public interface Tenants {
  Operation<Browse, Organizations> ORGANIZATIONS =
      Operation.read("tenants.org.list", Browse.class, Organizations.class).administrative();
  Operation<NewOrganization, Organization> CREATE_ORGANIZATION =
      Operation.change("tenants.org.create", NewOrganization.class, Organization.class)
          .administrative();
  Operation<OrganizationChange, Organization> UPDATE_ORGANIZATION =
      Operation.change("tenants.org.update", OrganizationChange.class, Organization.class)
          .administrative();
  Operation<OfOrganization, Organization> DELETE_ORGANIZATION =
      Operation.change("tenants.org.delete", OfOrganization.class, Organization.class)
          .administrative();
  Operation<BrowseWithin, Users> USERS =
      Operation.read("tenants.user.list", BrowseWithin.class, Users.class).administrative();
  Operation<NewUser, User> CREATE_USER =
      Operation.change("tenants.user.create", NewUser.class, User.class).administrative();
  Operation<UserChange, User> UPDATE_USER =
      Operation.change("tenants.user.update", UserChange.class, User.class).administrative();
  Operation<OfUser, User> DELETE_USER =
      Operation.change("tenants.user.delete", OfUser.class, User.class).administrative();
  Operation<OfOrganization, Allowance> QUOTA =
      Operation.read("tenants.quota.read", OfOrganization.class, Allowance.class).administrative();
  Operation<QuotaChange, Allowance> SET_QUOTA =
      Operation.change("tenants.quota.set", QuotaChange.class, Allowance.class).administrative();
  Operation<BrowseWithin, Acts> AUDIT =
      Operation.read("tenants.audit.list", BrowseWithin.class, Acts.class).administrative();
  Operation<Login, Session> LOGIN =
      Operation.read("tenants.login", Login.class, Session.class).narrowing();

  /** The most characters of a name. */
  int LONGEST_NAME = 255;

  record Browse(
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order) {}

  /** A page of what belongs to one organisation, or for the operator to all. */
  record BrowseWithin(
      @Nullable String organizationId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order) {
    public BrowseWithin {
      Id.allow("organization_id", Id.ORGANIZATION, organizationId);
    }
  }

  record Organization(String id, String name, Instant createdAt, boolean privilegedTools) {}

  record Organizations(@JsonValue List<Organization> organizations) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Organizations {
      organizations = List.copyOf(organizations);
    }
  }

  record NewOrganization(String name, @Nullable Boolean privilegedTools) {
    public NewOrganization {
      name = Texts.line("name", name, LONGEST_NAME);
    }
  }

  record OrganizationChange(
      String orgId, @Nullable String name, @Nullable Boolean privilegedTools) {
    public OrganizationChange {
      Id.require("org_id", Id.ORGANIZATION, orgId);
      name = name == null ? null : Texts.line("name", name, LONGEST_NAME);
    }
  }

  record OfOrganization(String orgId) {
    public OfOrganization {
      Id.require("org_id", Id.ORGANIZATION, orgId);
    }
  }

  record User(
      String id,
      String organizationId,
      String name,
      Instant createdAt,
      Instant updatedAt,
      boolean isDeleted) {}

  record Users(@JsonValue List<User> users) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Users {
      users = List.copyOf(users);
    }
  }

  record NewUser(String name, @Nullable String organizationId) {
    public NewUser {
      name = Texts.line("name", name, LONGEST_NAME);
      Id.allow("organization_id", Id.ORGANIZATION, organizationId);
    }
  }

  /** Changes a name, or moves a user to another organisation, which only the operator may. */
  record UserChange(String id, @Nullable String name, @Nullable String organizationId) {
    public UserChange {
      Id.require("id", Id.USER, id);
      name = name == null ? null : Texts.line("name", name, LONGEST_NAME);
      Id.allow("organization_id", Id.ORGANIZATION, organizationId);
    }
  }

  record OfUser(String userId) {
    public OfUser {
      Id.require("user_id", Id.USER, userId);
    }
  }

  /**
   * Limits of one organisation; null leaves it to the settings of the server, -1 is no limit.
   *
   * @param bytes of the texts, tags and metadata of passages
   * @param requestsPerSecond in the long run
   * @param burst requests at once after a pause
   */
  record Limits(
      @Nullable Long agents,
      @Nullable Long blocks,
      @Nullable Long passages,
      @Nullable Long bytes,
      @Nullable Integer requestsPerSecond,
      @Nullable Integer burst) {
    public Limits {
      check(agents, blocks, passages, bytes, requestsPerSecond, burst);
    }

    private static void check(
        @Nullable Long agents,
        @Nullable Long blocks,
        @Nullable Long passages,
        @Nullable Long bytes,
        @Nullable Integer requestsPerSecond,
        @Nullable Integer burst) {
      atLeast(-1, "agents", agents);
      atLeast(-1, "blocks", blocks);
      atLeast(-1, "passages", passages);
      atLeast(-1, "bytes", bytes);
      atLeast(-1, "requests_per_second", requestsPerSecond);
      atLeast(1, "burst", burst);
      if (requestsPerSecond != null && requestsPerSecond == 0) {
        throw Fault.invalid("requests_per_second", "must be -1 or at least 1");
      }
    }

    private static void atLeast(long least, String field, @Nullable Number value) {
      if (value != null && value.longValue() < least) {
        throw Fault.invalid(field, "must be at least " + least + ", not " + value);
      }
    }
  }

  /** Makes these the limits of an organisation, all of them. */
  record QuotaChange(
      String orgId,
      @Nullable Long agents,
      @Nullable Long blocks,
      @Nullable Long passages,
      @Nullable Long bytes,
      @Nullable Integer requestsPerSecond,
      @Nullable Integer burst) {
    public QuotaChange {
      Id.require("org_id", Id.ORGANIZATION, orgId);
      Limits.check(agents, blocks, passages, bytes, requestsPerSecond, burst);
    }

    Limits limits() {
      return new Limits(agents, blocks, passages, bytes, requestsPerSecond, burst);
    }
  }

  /** What an organisation keeps. */
  record Kept(long agents, long blocks, long passages, long bytes) {}

  /**
   * @param limits as set for this organisation
   * @param effective what holds with the settings of the server; null is no limit
   */
  record Allowance(String organizationId, Kept usage, Limits limits, Limits effective) {}

  /**
   * One administrative act.
   *
   * @param keyId the key it was done with; null for the password or an open server
   * @param action such as {@code key.create}
   * @param subjectId what it was done to
   */
  record Act(
      String id,
      String organizationId,
      Instant at,
      String actorId,
      @Nullable String keyId,
      String action,
      String subjectId,
      Map<String, Object> details,
      String requestId) {}

  record Acts(@JsonValue List<Act> acts) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Acts {
      acts = List.copyOf(acts);
    }
  }

  /** Who am I? The headers decide; a password in the body is what clients of Letta send along. */
  record Login(@Nullable String password) {
    @Override
    public String toString() {
      return "Login[password=***]";
    }
  }

  /**
   * @param uuid of the user that requests run as
   */
  record Session(String uuid, boolean isAdmin) {}
}
