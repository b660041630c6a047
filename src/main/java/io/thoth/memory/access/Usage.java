package io.thoth.memory.access;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much each organisation keeps, counted in the very transaction that changes it: exact, and the
 * same few rows however much there is. Has no state of its own.
 *
 * <p>The limits of the settings stand in the database too, as the row of no organisation, so that
 * all nodes go by the same ones.
 */
public final class Usage {
  private static final String USUAL = "";

  private Usage() {}

  /** So much more, or with negative numbers less. */
  public record Amount(long agents, long blocks, long passages, long bytes) {
    public static Amount agents(long count) {
      return new Amount(count, 0, 0, 0);
    }

    public static Amount blocks(long count) {
      return new Amount(0, count, 0, 0);
    }

    /**
     * @param bytes of all of them together
     */
    public static Amount passages(long count, long bytes) {
      return new Amount(0, 0, count, bytes);
    }
  }

  /** Counts; a fault {@code OVER_QUOTA} when something grows beyond what is allowed. */
  public static void add(Tx tx, String tenant, Amount more) {
    Amount now =
        tx.query(
                """
                insert into quota_usage (tenant, agents, blocks, passages, bytes)
                values (?, ?, ?, ?, ?)
                on conflict (tenant) do update set agents = quota_usage.agents + excluded.agents,
                  blocks = quota_usage.blocks + excluded.blocks,
                  passages = quota_usage.passages + excluded.passages,
                  bytes = quota_usage.bytes + excluded.bytes
                returning agents, blocks, passages, bytes
                """,
                Usage::amount,
                tenant,
                more.agents(),
                more.blocks(),
                more.passages(),
                more.bytes())
            .getFirst();
    if (more.agents() > 0 || more.blocks() > 0 || more.passages() > 0 || more.bytes() > 0) {
      Quota quota = effective(tx, tenant);
      check("agents", more.agents(), now.agents(), quota.agents());
      check("blocks", more.blocks(), now.blocks(), quota.blocks());
      check("passages", more.passages(), now.passages(), quota.passages());
      check("bytes", more.bytes(), now.bytes(), quota.bytes());
    }
  }

  private static void check(String name, long more, long now, @Nullable Long most) {
    if (more > 0 && most != null && now > most) {
      throw new Fault(
          FaultKind.OVER_QUOTA,
          "Quota " + name + ": this organisation may keep " + most + " and would have " + now);
    }
  }

  /** What the organisation keeps. */
  public static Amount of(Tx tx, String tenant) {
    return tx.one(
            "select agents, blocks, passages, bytes from quota_usage where tenant = ?",
            Usage::amount,
            tenant)
        .orElse(new Amount(0, 0, 0, 0));
  }

  private static Amount amount(Row row) {
    return new Amount(
        row.integer("agents"),
        row.integer("blocks"),
        row.integer("passages"),
        row.integer("bytes"));
  }

  /** What holds for an organisation; null in it is no limit. */
  public static Quota effective(Tx tx, String tenant) {
    List<Quota> rows =
        tx.query(
            "select agents, blocks, passages, bytes from quota where tenant in (?, ?)"
                + " order by tenant desc",
            row ->
                new Quota(
                    row.integerOrNull("agents"),
                    row.integerOrNull("blocks"),
                    row.integerOrNull("passages"),
                    row.integerOrNull("bytes")),
            tenant,
            USUAL);
    Quota found = Quota.NONE;
    for (Quota each : rows) {
      found = found.orElse(each);
    }
    return found.withoutNegative();
  }

  /** Makes these the limits of organisations of which nothing else is said. */
  public static void settle(Sql sql, Quota usual) {
    sql.write(
        "quota.settle",
        tx ->
            tx.update(
                """
                insert into quota (tenant, agents, blocks, passages, bytes) values (?, ?, ?, ?, ?)
                on conflict (tenant) do update set agents = excluded.agents,
                  blocks = excluded.blocks, passages = excluded.passages, bytes = excluded.bytes
                """,
                USUAL,
                usual.agents(),
                usual.blocks(),
                usual.passages(),
                usual.bytes()));
  }
}
