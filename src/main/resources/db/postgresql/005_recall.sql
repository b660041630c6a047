-- What an agent remembers of its conversations. The sequence counts what happens to its messages
-- and never goes back; entries is the place in its journal; messages is how many can be read, without
-- system messages.
create table recall (
  tenant text collate "C" not null,
  agent_id text collate "C" not null,
  sequence bigint not null,
  entries bigint not null,
  messages bigint not null,
  recompiled_at bigint not null,
  primary key (tenant, agent_id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade
);

-- Every change of a message moves the sequence.
alter table recall set (fillfactor = 50);

-- A conversation that was deleted stays as a row, so that its id is never given out again. Position
-- is that of its last message, messages how many there are without its system message. Active is
-- the time of the last message or, without one, of the creation.
create table conversation (
  tenant text collate "C" not null,
  id text collate "C" not null,
  agent_id text collate "C" not null,
  summary text collate "C",
  model text collate "C",
  model_settings text collate "C",
  isolated text collate "C" not null,
  position bigint not null,
  messages bigint not null,
  deleted bigint not null,
  version bigint not null,
  created_by text collate "C" not null,
  updated_by text collate "C" not null,
  created_at bigint not null,
  updated_at bigint not null,
  last_message_at bigint,
  active_at bigint not null,
  primary key (tenant, id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade
);

create index conversation_created on conversation (tenant, created_at, id);

create index conversation_active on conversation (tenant, active_at, id);

create index conversation_agent on conversation (tenant, agent_id, created_at, id);

-- The sequence is the agent's at the insert: messages as they came. Changed is the agent's sequence
-- at the last change, which is how search follows. Text is what search looks at, null when there is
-- nothing; model made its newest vector, null while it waits. The conversation is the one it was
-- said in, null for the agent's own. In_context counts for those of the agent's own conversation.
create table message (
  tenant text collate "C" not null,
  agent_id text collate "C" not null,
  sequence bigint not null,
  id text collate "C" not null,
  conversation_id text collate "C",
  role text collate "C" not null,
  text text collate "C",
  body text collate "C" not null,
  otid text collate "C",
  in_context bigint not null,
  deleted bigint not null,
  changed bigint not null,
  model text collate "C",
  created_by text collate "C" not null,
  created_at bigint not null,
  primary key (tenant, agent_id, sequence),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade
);

create unique index message_id on message (tenant, id);

create unique index message_otid on message (tenant, agent_id, otid) where otid is not null;

create index message_age on message (tenant, created_at, agent_id, sequence);

create index message_changed on message (tenant, agent_id, changed);

create index message_context on message (tenant, agent_id, sequence)
  where in_context = 1 and conversation_id is null;

create index message_model on message (model, tenant, agent_id, sequence) where text is not null;

-- Which messages stand in a conversation, and where; a fork shares those of its origin.
create table conversation_message (
  tenant text collate "C" not null,
  conversation_id text collate "C" not null,
  position bigint not null,
  agent_id text collate "C" not null,
  sequence bigint not null,
  in_context bigint not null,
  primary key (tenant, conversation_id, position),
  foreign key (tenant, conversation_id) references conversation (tenant, id) on delete cascade,
  foreign key (tenant, agent_id, sequence)
    references message (tenant, agent_id, sequence) on delete cascade
);

create index conversation_message_place
  on conversation_message (tenant, agent_id, sequence, conversation_id);

create index conversation_message_context
  on conversation_message (tenant, conversation_id, position)
  where in_context = 1;

-- Float32 little-endian, unit length.
create table message_vector (
  tenant text collate "C" not null,
  agent_id text collate "C" not null,
  sequence bigint not null,
  model text collate "C" not null,
  vector bytea not null,
  primary key (tenant, agent_id, sequence, model),
  foreign key (tenant, agent_id, sequence)
    references message (tenant, agent_id, sequence) on delete cascade
);

-- Every agent has a system message, whose id is the agent's with another name before it and whose
-- text is made when it is read.
insert into recall (tenant, agent_id, sequence, entries, messages, recompiled_at)
  select tenant, id, 1, 0, 0, updated_at from agent;

insert into message (tenant, agent_id, sequence, id, conversation_id, role, text, body, otid,
    in_context, deleted, changed, model, created_by, created_at)
  select tenant, id, 1, 'message-' || substr(id, 7), null, 'system', null, '{}', null,
    1, 0, 1, null, created_by, created_at
  from agent;
