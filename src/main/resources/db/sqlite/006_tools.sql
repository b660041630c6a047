-- The state is the tool whole, as JSON; the other columns are what lists and links ask for.
create table tool (
  tenant text not null,
  id text not null,
  name text not null,
  tool_type text not null,
  state text not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant, id)
);

create unique index tool_name on tool (tenant, name);

create index tool_created on tool (tenant, created_at, id);

create table agent_tool (
  tenant text not null,
  agent_id text not null,
  tool_id text not null,
  requires_approval integer not null,
  attached_at integer not null,
  primary key (tenant, agent_id, tool_id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade,
  foreign key (tenant, tool_id) references tool (tenant, id) on delete cascade
) without rowid;

create index agent_tool_tool on agent_tool (tenant, tool_id);
