package io.thoth.memory.access;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How much each organisation keeps, counted in the very transaction that changes it: exact, and the
 * same few rows however much there is. Has no state of its own.
 *
 * <p>Whoever calls {@link #add} is alone with the organisation's count until its transaction ends.
 * What is written often goes by {@link #grow} instead, where writers wait for each other only when
 * there is a limit.
 *
 * <p>The limits of the settings stand in the database too, as the row of no organisation, so that
 * all nodes go by the same ones.
 */
public final class Usage {
  private static final String USUAL = "";

  /** For the end of a statement that changes one row: tells {@link #most}; its argument: tenant. */
  public static final String MOST =
      " (select q.bytes from quota q where q.tenant in (?, '') and q.bytes is not null"
          + " order by q.tenant desc limit 1) as most_bytes";

  /** Writers of several nodes begin at different ones. */
  private static final long FIRST_PART = ThreadLocalRandom.current().nextInt();

  private static final int PARTS = 1_024;

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

    /** The same number of things, of which it is known how large they are. */
    public Amount withBytes(long size) {
      return new Amount(agents, blocks, passages, size);
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
      if (more.bytes() > 0 && quota.bytes() != null) {
        check("bytes", more.bytes(), of(tx, tenant).bytes(), quota.bytes());
      }
    }
  }

  /** How many bytes the organisation may keep, as {@link #MOST} has told; null for any number. */
  public static @Nullable Long most(Row row) {
    Long most = row.integerOrNull("most_bytes");
    return most == null || most < 0 ? null : most;
  }

  /**
   * Counts bytes more or less; a fault {@code OVER_QUOTA} when they become more than is allowed.
   *
   * @param most what {@link #most} has told in this transaction; not asked when bytes are fewer
   */
  public static void grow(Tx tx, String tenant, long bytes, @Nullable Long most) {
    if (bytes == 0) {
      return;
    }
    tx.send(
        """
        insert into quota_part (tenant, part, bytes) values (?, ?, ?)
        on conflict (tenant, part) do update set bytes = quota_part.bytes + excluded.bytes
        """,
        tenant,
        part(),
        bytes);
    if (bytes > 0 && most != null) {
      // Alone from here on; only what is read after that has what others committed before.
      add(tx, tenant, new Amount(0, 0, 0, 0));
      check("bytes", bytes, of(tx, tenant).bytes(), most);
    }
  }

  /** The same for whoever was not told the most; asks for it when there is something to count. */
  public static void grow(Tx tx, String tenant, long bytes) {
    Optional<Long> most =
        bytes > 0
            ? tx.query("select" + MOST, row -> Optional.ofNullable(most(row)), tenant).getFirst()
            : Optional.empty();
    grow(tx, tenant, bytes, most.orElse(null));
  }

  /** One for each thread, so that those who write at the same time do so to different rows. */
  private static long part() {
    return Math.floorMod(FIRST_PART + Thread.currentThread().threadId(), PARTS);
  }

  /** How long a text is in UTF-8. */
  public static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
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
            """
            select agents, blocks, passages, cast(bytes + coalesce((select sum(p.bytes)
              from quota_part p where p.tenant = ?), 0) as bigint) as bytes
            from quota_usage where tenant = ?
            """,
            Usage::amount,
            tenant,
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
