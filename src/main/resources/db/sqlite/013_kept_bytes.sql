-- What writers count who do not wait for each other, each in a part of its own: to be added to the
-- bytes of quota_usage. A single part may be negative.
create table quota_part (
  tenant text not null,
  part integer not null,
  bytes integer not null,
  primary key (tenant, part)
) without rowid;

-- How large the bodies of an agent's messages are, without its own system message and without those
-- that are not told any more.
alter table recall add column bytes integer not null default 0;

update recall set bytes = (
  select coalesce(sum(octet_length(m.body)), 0) from message m
  where m.tenant = recall.tenant and m.agent_id = recall.agent_id and m.deleted = 0
    and m.id <> 'message-' || substr(m.agent_id, 7));

insert into quota_part (tenant, part, bytes)
select tenant, 0, sum(bytes) from (
  select tenant, bytes from recall
  union all
  select tenant, octet_length(label) + octet_length(value) + coalesce(octet_length(description), 0)
    + octet_length(metadata) + octet_length(tags) from block) kept
group by tenant;

-- Their organisations must be counted for the parts to count.
insert into quota_usage (tenant, agents, blocks, passages, bytes)
select tenant, 0, 0, 0, 0 from quota_part where true
on conflict (tenant) do nothing;
