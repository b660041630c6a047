-- Whom agents and blocks belong to. The state is the identity whole, as JSON, but for its links;
-- the project is empty when there is none, so that a key is unique without one too.
create table identity (
  tenant text not null,
  id text not null,
  identifier_key text not null,
  project text not null,
  name text not null,
  identity_type text not null,
  state text not null,
  version integer not null,
  created_at integer not null,
  primary key (tenant, id)
);

create unique index identity_key on identity (tenant, project, identifier_key);

create index identity_created on identity (tenant, created_at, id);

create table identity_agent (
  tenant text not null,
  identity_id text not null,
  agent_id text not null,
  primary key (tenant, identity_id, agent_id),
  foreign key (tenant, identity_id) references identity (tenant, id) on delete cascade,
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade
) without rowid;

create index identity_agent_agent on identity_agent (tenant, agent_id);

create table identity_block (
  tenant text not null,
  identity_id text not null,
  block_id text not null,
  primary key (tenant, identity_id, block_id),
  foreign key (tenant, identity_id) references identity (tenant, id) on delete cascade,
  foreign key (tenant, block_id) references block (tenant, id) on delete cascade
) without rowid;

create index identity_block_block on identity_block (tenant, block_id);

-- The state is the folder whole, as JSON.
create table folder (
  tenant text not null,
  id text not null,
  name text not null,
  state text not null,
  version integer not null,
  created_at integer not null,
  primary key (tenant, id)
);

create unique index folder_name on folder (tenant, name);

create index folder_created on folder (tenant, created_at, id);

-- The state is what is said of the file; bytes is how long the content is in UTF-8.
create table folder_file (
  tenant text not null,
  id text not null,
  folder_id text not null,
  name text not null,
  state text not null,
  content text not null,
  bytes integer not null,
  created_at integer not null,
  primary key (tenant, id),
  foreign key (tenant, folder_id) references folder (tenant, id) on delete cascade
);

create unique index folder_file_name on folder_file (tenant, folder_id, name);

create index folder_file_created on folder_file (tenant, folder_id, created_at, id);

create table agent_folder (
  tenant text not null,
  agent_id text not null,
  folder_id text not null,
  attached_at integer not null,
  primary key (tenant, agent_id, folder_id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade,
  foreign key (tenant, folder_id) references folder (tenant, id) on delete cascade
) without rowid;

create index agent_folder_folder on agent_folder (tenant, folder_id);

-- A file in a folder that an agent has: whether the agent has it open, and when it last had.
create table agent_file (
  tenant text not null,
  id text not null,
  agent_id text not null,
  file_id text not null,
  is_open integer not null,
  accessed_at integer,
  created_at integer not null,
  primary key (tenant, id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade,
  foreign key (tenant, file_id) references folder_file (tenant, id) on delete cascade
);

create unique index agent_file_once on agent_file (tenant, agent_id, file_id);

create index agent_file_file on agent_file (tenant, file_id);

-- What became of messages that were sent to an agent. The state is the run whole, as JSON.
create table run (
  tenant text not null,
  id text not null,
  agent_id text not null,
  conversation_id text,
  background integer not null,
  state text not null,
  created_at integer not null,
  primary key (tenant, id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade
);

create index run_created on run (tenant, created_at, id);

create index run_agent on run (tenant, agent_id, created_at, id);
