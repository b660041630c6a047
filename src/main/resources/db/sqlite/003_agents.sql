create table agent (
  tenant text not null,
  id text not null,
  name text not null,
  description text,
  system text not null,
  agent_type text not null,
  tags text not null,
  metadata text,
  hidden integer,
  timezone text not null,
  llm_config text not null,
  embedding_config text,
  settings text not null,
  project_id text,
  template_id text,
  base_template_id text,
  created_by text not null,
  updated_by text not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null,
  primary key (tenant, id)
);

create index agent_created on agent (tenant, created_at, id);

create index agent_updated on agent (tenant, updated_at, id);

create index agent_name on agent (tenant, name);

create table agent_tag (
  tenant text not null,
  tag text not null,
  agent_id text not null,
  primary key (tenant, tag, agent_id),
  foreign key (tenant, agent_id) references agent (tenant, id) on delete cascade
) without rowid;

create index agent_tag_agent on agent_tag (tenant, agent_id);
