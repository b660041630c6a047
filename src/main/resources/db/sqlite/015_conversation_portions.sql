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
