package io.thoth.memory.tenants;

import com.fasterxml.jackson.core.type.TypeReference;
import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The routes for administrators. */
public final class TenantRoutes {
  private static final String USERS = "/v1/admin/users/";
  private static final String ORGANIZATIONS = "/v1/admin/orgs/";
  private static final String QUOTA = "/v1/admin/orgs/{org_id}/quota";
  private static final String KEYS = "/v1/admin/keys/";
  private static final String KEY = "/v1/admin/keys/{key_id}";

  private TenantRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get(ORGANIZATIONS, Tenants.ORGANIZATIONS, "List organizations"),
        Asked.post(ORGANIZATIONS, Tenants.CREATE_ORGANIZATION, "Create an organization"),
        Asked.patch(ORGANIZATIONS, Tenants.UPDATE_ORGANIZATION, "Change an organization")
            .withQuery("org_id"),
        Asked.delete(
            ORGANIZATIONS,
            Tenants.DELETE_ORGANIZATION,
            "Delete an organization with everything it has"),
        Asked.get(QUOTA, Tenants.QUOTA, "What an organization keeps and may keep"),
        Asked.put(QUOTA, Tenants.SET_QUOTA, "Set the limits of an organization"),
        Asked.get(USERS, Tenants.USERS, "List users"),
        Asked.post(USERS, Tenants.CREATE_USER, "Create a user"),
        Asked.put(USERS, Tenants.UPDATE_USER, "Change a user"),
        Asked.delete(USERS, Tenants.DELETE_USER, "Delete a user; what it made stays"),
        Asked.get(KEYS, Keys.LIST, "List API keys"),
        Asked.post(KEYS, Keys.CREATE, "Create an API key, shown this once")
            .showing(TenantRoutes::issued),
        Asked.get(KEY, Keys.READ, "Read an API key without its text"),
        Asked.delete(KEY, Keys.REVOKE, "Revoke an API key"),
        Asked.post(KEY + "/rotate", Keys.ROTATE, "Give an API key a new text, shown this once")
            .showing(TenantRoutes::issued),
        Asked.get("/v1/admin/audit", Tenants.AUDIT, "List administrative acts, newest first"),
        Asked.post("/v1/auth", Tenants.LOGIN, "Who the headers say that the caller is"));
  }

  private static Map<String, @Nullable Object> issued(Keys.Issued issued) {
    Map<String, @Nullable Object> flat =
        new LinkedHashMap<>(Json.raw().convertValue(issued.about(), new TypeReference<>() {}));
    flat.put("key", issued.key());
    return flat;
  }
}
