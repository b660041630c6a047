package io.thoth.memory.tenants;

import io.thoth.memory.access.Quota;
import io.thoth.memory.access.Rate;
import io.thoth.memory.access.Usage;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tenants.Tenants.Allowance;
import io.thoth.memory.tenants.Tenants.Kept;
import io.thoth.memory.tenants.Tenants.Limits;
import java.util.Optional;

/** The limits of organisations, inside the transaction given. */
final class QuotaStore {
  private static final Limits NONE = new Limits(null, null, null, null, null, null);

  private final Optional<Rate> usual;

  /**
   * @param usual how often an organisation may ask of which nothing else is said
   */
  QuotaStore(Optional<Rate> usual) {
    this.usual = usual;
  }

  Allowance read(Tx tx, String organization) {
    Limits own =
        tx.one(
                "select agents, blocks, passages, bytes, requests_per_second, burst from quota"
                    + " where tenant = ?",
                QuotaStore::limits,
                organization)
            .orElse(NONE);
    Usage.Amount kept = Usage.of(tx, organization);
    return new Allowance(
        organization,
        new Kept(kept.agents(), kept.blocks(), kept.passages(), kept.bytes()),
        own,
        effective(Usage.effective(tx, organization), own));
  }

  private Limits effective(Quota quota, Limits own) {
    Integer perSecond = own.requestsPerSecond();
    Integer burst = own.burst();
    if (perSecond == null) {
      perSecond = usual.map(Rate::perSecond).orElse(null);
      burst = usual.map(Rate::burst).orElse(null);
    } else if (perSecond < 0) {
      perSecond = null;
      burst = null;
    }
    return new Limits(
        quota.agents(),
        quota.blocks(),
        quota.passages(),
        quota.bytes(),
        perSecond,
        burst == null ? perSecond : burst);
  }

  void write(Tx tx, String organization, Limits limits) {
    tx.update(
        """
        insert into quota (tenant, agents, blocks, passages, bytes, requests_per_second, burst)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (tenant) do update set agents = excluded.agents, blocks = excluded.blocks,
          passages = excluded.passages, bytes = excluded.bytes,
          requests_per_second = excluded.requests_per_second, burst = excluded.burst
        """,
        organization,
        limits.agents(),
        limits.blocks(),
        limits.passages(),
        limits.bytes(),
        limits.requestsPerSecond(),
        limits.burst());
  }

  private static Limits limits(Row row) {
    return new Limits(
        row.integerOrNull("agents"),
        row.integerOrNull("blocks"),
        row.integerOrNull("passages"),
        row.integerOrNull("bytes"),
        UserStore.count(row, "requests_per_second"),
        UserStore.count(row, "burst"));
  }
}
