-- What is being written as a fork and not whole yet, or 'departed' while what was deleted is removed;
-- null otherwise. Changed is the agent's sequence when the conversation came into sight as a fork or
-- went out of it, which is how search follows.
alter table conversation add column arrival text;

alter table conversation add column changed integer not null default 0;

create index conversation_unseen on conversation (arrival, tenant, agent_id)
  where arrival is not null;

create index conversation_changed on conversation (tenant, agent_id, changed);

-- How often messages that were there already were put into conversations or taken out of them.
alter table recall add column placed integer not null default 0;

-- Of what was deleted before, everything was kept.
update conversation set arrival = 'departed' where deleted = 1;

-- Older versions left messages as they were that stood in several conversations, all of which were
-- deleted one after the other. They are told no more from here on, so they are not counted either.
create table unseen as
  select m.tenant, m.agent_id, count(case when m.role <> 'system' then 1 end) as messages,
    sum(octet_length(m.body)) as bytes
  from message m
  where m.deleted = 0 and m.conversation_id is not null
    and exists (select 1 from conversation_message c
      join conversation v on v.tenant = c.tenant and v.id = c.conversation_id and v.deleted = 1
      where c.tenant = m.tenant and c.agent_id = m.agent_id and c.sequence = m.sequence)
    and not exists (select 1 from conversation_message c
      join conversation v on v.tenant = c.tenant and v.id = c.conversation_id and v.deleted = 0
      where c.tenant = m.tenant and c.agent_id = m.agent_id and c.sequence = m.sequence)
  group by m.tenant, m.agent_id;

update recall set messages = recall.messages - u.messages, bytes = recall.bytes - u.bytes
from unseen u where u.tenant = recall.tenant and u.agent_id = recall.agent_id;

insert into quota_part (tenant, part, bytes)
select tenant, 0, -sum(bytes) from unseen where true group by tenant
on conflict (tenant, part) do update set bytes = quota_part.bytes + excluded.bytes;

drop table unseen;
