-- The state is the tool whole, as JSON; the other columns are what lists and links ask for.
create table tool (
  tenant text collate "C" not null,
  id text collate "C" not null,
  name text collate "C" not null,
  tool_type text collate "C" not null,
  state text collate "C" not null,
  version bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  primary key (tenant, id)
);

create unique index tool_name on tool (tenant, name);

create index tool_created on tool (tenant, created_at, id);

create table agent_tool (
  tenant text collate "C" not null,
  agent_id text collate "C" not null,
  tool_id text collate "C" not null,
  requires_approval bigint not null,
  attached_at bigint not null,
  primary key (tenant, agent_id, tool_id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade,
  foreign key (tenant, tool_id) references tool (tenant, id) on delete cascade
);

create index agent_tool_tool on agent_tool (tenant, tool_id);
